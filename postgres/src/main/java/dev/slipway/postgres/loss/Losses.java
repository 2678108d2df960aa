package dev.slipway.postgres.loss;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Segment;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.ObjectStore;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.restore.Choice;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.wal.TimelineHistory;
import dev.slipway.postgres.wal.WalArchive;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells, before anybody decides, what a restore would lose and how long it would take. It is read
 * from the stored log, so it is exact, and known also when the server is dead.
 */
public final class Losses {
  /** Until a drill has measured it. */
  private static final double USUAL_BYTES_PER_SECOND = 150e6;

  private final Repository repository;
  private final Optional<Login> admin;

  /**
   * @param admin names the tables; without it they are told by the numbers of their files
   */
  public Losses(Repository repository, Optional<Login> admin) {
    this.repository = repository;
    this.admin = admin;
  }

  /**
   * What a restore would cost.
   *
   * @param backup with which it would begin
   * @param takes from rates that drills measured, or a usual one as long as none has
   */
  public record Foretold(Backup backup, Loss loss, Duration takes, boolean measured) {}

  public Foretold of(Target target) {
    try {
      var choice = Choice.of(repository, target);
      var backup = choice.backup();
      var archive = new WalArchive(repository, backup.server().segmentSize());
      var history = TimelineHistory.newest(archive);
      var count = new CommittedRows(after(target, backup));
      var first =
          Segment.holding(backup.span().timeline(), backup.span().start(), archive.segmentSize());
      // Read along the living timeline: on the one before it only up to where it was left.
      var end = readAlong(archive, history, first, count);
      var loss =
          new Loss(
              count.transactions(),
              new RelationNames(admin).name(count.byRelation()),
              count.first(),
              count.last(),
              end.complete());
      return new Foretold(backup, loss, takes(backup, first, end.at()), backup.isProven());
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNMEASURED,
              "SLIP-5240",
              repository.store() + ": what would be lost can't be read: " + e.getMessage(),
              "check the repository; this is not the same as losing nothing")
          .exception(e);
    }
  }

  private static CommittedRows.After after(Target target, Backup backup) {
    return switch (target) {
      case Target.Latest latest -> (commit, at) -> false;
      case Target.AtBackup at -> (commit, when) -> backup.span().stop().isBefore(commit.end());
      case Target.AtTime at -> (commit, when) -> when.isAfter(at.time());
      case Target.AtPoint at -> (commit, when) -> at.point().position().isBefore(commit.end());
      case Target.AtPosition at -> (commit, when) -> at.position().isBefore(commit.end());
    };
  }

  private record End(Lsn at, boolean complete) {}

  private static End readAlong(
      WalArchive archive, TimelineHistory history, Segment first, CommittedRows count)
      throws IOException {
    var timeline = first.timeline();
    var from = first;
    while (true) {
      var left = Optional.ofNullable(history.leftAt().get(timeline));
      var end =
          LogReader.read(
              archive,
              from,
              record -> {
                if (left.map(at -> record.end().compareTo(at) <= 0).orElse(true)) {
                  count.add(record);
                }
              });
      if (left.isEmpty() || timeline == history.timeline()) {
        return new End(end, isWhole(archive, timeline, end));
      }
      var next = history.after(timeline);
      from = Segment.holding(next, left.get(), archive.segmentSize());
      timeline = next;
    }
  }

  /** Whether nothing is stored beyond where reading ended. */
  private static boolean isWhole(WalArchive archive, int timeline, Lsn end) throws IOException {
    var newest = archive.newest(timeline);
    return newest.isEmpty() || newest.get().start().compareTo(end) <= 0;
  }

  private static Duration takes(Backup backup, Segment first, Lsn end) {
    var bytes = backup.cost().logical() + Math.max(0, end.bytes() - first.start().bytes());
    var proof = backup.proof();
    var rate =
        proof != null && proof.isGood() && !proof.restoreTook().isZero()
            ? backup.cost().logical() / (proof.restoreTook().toMillis() / 1000.0)
            : USUAL_BYTES_PER_SECOND;
    return Duration.ofMillis((long) (bytes / Math.max(1, rate) * 1000));
  }

  /** The times between which any second can be restored. */
  public Optional<Window> window() {
    var backups = repository.backups();
    if (backups.isEmpty()) {
      return Optional.empty();
    }
    try {
      var archive = new WalArchive(repository, backups.getLast().server().segmentSize());
      var newest = TimelineHistory.newest(archive).timeline();
      var segments = archive.segments();
      var to =
          archive
              .newest(newest)
              .flatMap(segment -> Optional.ofNullable(segments.get(segment.toString())))
              .map(ObjectStore.Entry::modified)
              .orElse(backups.getLast().span().stoppedAt());
      var tail = archive.lastPieceAt();
      return Optional.of(
          new Window(
              backups.getFirst().span().stoppedAt(), tail.filter(at -> at.isAfter(to)).orElse(to)));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNMEASURED,
              "SLIP-5240",
              repository.store()
                  + ": how far back a restore can go can't be read: "
                  + e.getMessage(),
              "check the repository")
          .exception(e);
    }
  }

  /** Both ends can be restored. */
  public record Window(Instant from, Instant to) {}
}
