package dev.slipway.postgres.restore;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.wal.TimelineHistory;
import dev.slipway.postgres.wal.WalArchive;
import java.io.IOException;
import java.util.List;

/** Which backup a restore begins with: the newest that the target's past holds. */
public record Choice(Backup backup, Target target) {

  public static Choice of(Repository repository, Target target) throws IOException {
    var backups = repository.backups();
    if (backups.isEmpty()) {
      throw none(repository, target, "there is no backup yet", "slipway db backup");
    }
    var archive = new WalArchive(repository, backups.getLast().server().segmentSize());
    var newest = TimelineHistory.newest(archive);
    return switch (target) {
      case Target.AtBackup at -> new Choice(named(repository, backups, at), target);
      case Target.Latest latest -> last(repository, backups, newest, target, backup -> true);
      case Target.AtTime at ->
          last(
              repository,
              backups,
              newest,
              target,
              backup -> !backup.span().stoppedAt().isAfter(at.time()));
      case Target.AtPoint at ->
          last(
              repository,
              backups,
              TimelineHistory.of(archive, at.point().timeline()),
              target,
              backup -> backup.span().stop().compareTo(at.point().position()) <= 0);
      case Target.AtPosition at ->
          last(
              repository,
              backups,
              TimelineHistory.of(archive, at.timeline()),
              target,
              backup -> backup.span().stop().compareTo(at.position()) <= 0);
    };
  }

  private static Backup named(Repository repository, List<Backup> backups, Target.AtBackup at) {
    return backups.stream()
        .filter(backup -> backup.id().equals(at.id()))
        .findFirst()
        .orElseThrow(
            () -> none(repository, at, "there is no such backup", "see slipway db backups"));
  }

  private interface Fits {
    boolean test(Backup backup);
  }

  private static Choice last(
      Repository repository, List<Backup> backups, TimelineHistory past, Target target, Fits fits) {
    return backups.reversed().stream()
        .filter(backup -> past.holds(backup.span().timeline(), backup.span().stop()))
        .filter(fits::test)
        .findFirst()
        .map(backup -> new Choice(backup, target))
        .orElseThrow(
            () ->
                none(
                    repository,
                    target,
                    "no backup had ended by then; the oldest ended "
                        + backups.getFirst().span().stoppedAt(),
                    "choose a later state"));
  }

  private static RuntimeException none(
      Repository repository, Target target, String fact, String hint) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-5210",
            repository.store() + ": " + target.text() + " can't be restored: " + fact,
            hint)
        .exception();
  }
}
