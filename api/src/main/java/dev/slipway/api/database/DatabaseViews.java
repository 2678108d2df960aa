package dev.slipway.api.database;

import dev.slipway.delivery.upkeep.DatabaseDesk;
import dev.slipway.kit.ByteSize;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterWatch;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.insight.Insight;
import dev.slipway.postgres.loss.Losses;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.RepositoryCheck;
import dev.slipway.protocol.database.BackupList;
import dev.slipway.protocol.database.BranchList;
import dev.slipway.protocol.database.DatabaseStatus;
import dev.slipway.protocol.database.RestoreForecast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders what the rooms know of a database. */
final class DatabaseViews {
  /** Log that is kept for the archive and can't be recycled meanwhile. */
  private static final ByteSize MUCH_LOG = ByteSize.ofMebibytes(1024);

  private static final ByteSize LITTLE_ROOM = ByteSize.ofMebibytes(1024);
  private static final Duration OLD = Duration.ofDays(8);

  private final DatabaseDesk desk;
  private final ClusterWatch watch;

  DatabaseViews(DatabaseDesk desk, ClusterWatch watch) {
    this.desk = desk;
    this.watch = watch;
  }

  DatabaseStatus status(DatabaseDesk.Place place) {
    var running = desk.tools().clusters().running(place.cluster());
    var facts = running.map(DatabaseViews::facts).orElse(null);
    var safety = safety(place);
    var falls =
        watch.falls(place.cluster()).stream()
            .map(
                fall ->
                    new DatabaseStatus.Fall(fall.at(), fall.startTook().toMillis(), fall.trouble()))
            .toList();
    return new DatabaseStatus(
        place.cluster().toString(),
        running.isPresent() ? "running" : "down",
        running.map(RunningCluster::port).orElse(0),
        facts,
        safety,
        falls,
        alarms(facts, safety));
  }

  private static DatabaseStatus.Facts facts(RunningCluster cluster) {
    var status = new Insight(cluster).status();
    var connections = status.connections();
    return new DatabaseStatus.Facts(
        status.version(),
        status.size().bytes(),
        status.headroom().bytes(),
        connections.active(),
        connections.idle(),
        connections.idleInTransaction(),
        connections.waiting(),
        connections.most(),
        status.longestTransaction().map(Duration::toSeconds).orElse(null),
        status.slotKeeps().map(ByteSize::bytes).orElse(null));
  }

  private DatabaseStatus.Safety safety(DatabaseDesk.Place place) {
    var backups = desk.tools().backups().repository(place.cluster()).backups();
    var window = desk.losses(place).window();
    var following = desk.tools().backups().following(place.cluster());
    return new DatabaseStatus.Safety(
        backups.size(),
        backups.isEmpty() ? null : backups.getLast().span().stoppedAt(),
        backups.reversed().stream()
            .filter(Backup::isProven)
            .findFirst()
            .map(backup -> backup.span().stoppedAt())
            .orElse(null),
        window.map(Losses.Window::from).orElse(null),
        window.map(Losses.Window::to).orElse(null),
        following.trouble().isEmpty() ? following.gap() : following.trouble());
  }

  private List<String> alarms(DatabaseStatus.@Nullable Facts facts, DatabaseStatus.Safety safety) {
    var alarms = new ArrayList<String>();
    var now = desk.tools().clock().instant();
    if (facts == null) {
      alarms.add("PostgreSQL does not run");
    } else {
      if (facts.headroom() < LITTLE_ROOM.bytes()) {
        alarms.add("the disk has " + new ByteSize(facts.headroom()).human() + " left");
      }
      if (facts.slotKeepsBytes() != null && facts.slotKeepsBytes() > MUCH_LOG.bytes()) {
        alarms.add(
            new ByteSize(facts.slotKeepsBytes()).human()
                + " of log wait for the archive; slipway db status --reset-slot gives them up");
      }
    }
    if (!safety.following().isEmpty()) {
      alarms.add("the log is not archived: " + safety.following());
    }
    if (safety.newest() == null) {
      alarms.add("there is no backup yet");
    } else if (safety.newestProven() == null) {
      alarms.add("no backup was ever restored: none is proven");
    } else if (safety.newestProven().plus(OLD).isBefore(now)) {
      alarms.add("the newest proven backup is of " + safety.newestProven());
    }
    return alarms;
  }

  BackupList backups(DatabaseDesk.Place place, boolean check) {
    var repository = desk.tools().backups().repository(place.cluster());
    var found =
        check
            ? Optional.of(new RepositoryCheck(repository).run())
            : Optional.<RepositoryCheck.Found>empty();
    var window = desk.losses(place).window();
    return new BackupList(
        place.cluster().toString(),
        repository.store().toString(),
        window.map(Losses.Window::from).orElse(null),
        window.map(Losses.Window::to).orElse(null),
        repository.backups().stream()
            .map(
                backup ->
                    line(
                        backup,
                        found.map(result -> result.hurt().contains(backup.id())).orElse(false)))
            .toList(),
        desk.tools().backups().points(place.cluster()).all().stream()
            .map(
                point ->
                    new BackupList.PointLine(
                        point.name(), point.release(), point.position().toString(), point.at()))
            .toList(),
        found.map(RepositoryCheck.Found::damaged).orElse(null));
  }

  private static BackupList.BackupLine line(Backup backup, boolean damaged) {
    var proof = backup.proof();
    return new BackupList.BackupLine(
        backup.id(),
        backup.span().stoppedAt(),
        backup.cost().logical(),
        backup.cost().stored(),
        backup.cost().took().toMillis(),
        proof == null ? "unproven" : proof.isGood() ? "proven" : "failed",
        proof == null ? null : proof.at(),
        proof == null ? List.of() : proof.findings(),
        damaged);
  }

  RestoreForecast forecast(DatabaseDesk.Place place, String to) {
    var target = desk.target(place, to);
    var foretold = desk.losses(place).of(target);
    var loss = foretold.loss();
    return new RestoreForecast(
        place.cluster().toString(),
        DatabaseDesk.write(target),
        foretold.backup().id(),
        Math.max(1, foretold.takes().toSeconds()),
        foretold.measured(),
        loss.transactions(),
        loss.rows(),
        loss.tables().entrySet().stream()
            .map(
                table ->
                    new RestoreForecast.TableLoss(
                        table.getKey(),
                        table.getValue().inserted(),
                        table.getValue().updated(),
                        table.getValue().deleted()))
            .toList(),
        loss.first().orElse(null),
        loss.last().orElse(null),
        loss.complete());
  }

  BranchList branches(DatabaseDesk.Place place) {
    var copies = desk.tools().copies().clusters();
    return new BranchList(
        copies.all().stream()
            .filter(copy -> copy.name().application().equals(place.app()))
            .filter(
                copy ->
                    copy.origin() != null
                        && copy.origin().source().equals(place.cluster().toString()))
            .filter(copy -> !copy.isUnfinished())
            .map(this::line)
            .toList());
  }

  private BranchList.BranchLine line(Cluster copy) {
    var copies = desk.tools().copies().clusters();
    var origin = copy.origin();
    return new BranchList.BranchLine(
        copy.name().environment(),
        origin == null ? "" : origin.source(),
        origin == null ? "" : origin.how(),
        origin == null ? "" : origin.at(),
        origin != null && origin.how().equals(Branches.MASKED) ? "masked" : "plain",
        origin == null ? null : origin.proof(),
        origin == null ? null : origin.expiresAt(),
        copies
            .running(copy.name())
            .map(running -> "127.0.0.1:" + running.port() + "/" + copy.spec().database())
            .orElse(null),
        disk(copies.dataDirectory(copy.name())));
  }

  private static long disk(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException goneMeanwhile) {
      return 0;
    }
  }
}
