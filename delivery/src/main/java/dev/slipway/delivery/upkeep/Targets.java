package dev.slipway.delivery.upkeep;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.restore.RestorePoints;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.wal.TimelineHistory;
import dev.slipway.postgres.wal.WalArchive;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The states that people name: latest, a backup, a time, how long ago, a restore point, a release,
 * a position.
 */
record Targets(Repository repository, InstantSource clock) {

  Target read(String text) {
    if (text.equals("latest")) {
      return new Target.Latest();
    }
    if (repository.backups().stream().anyMatch(backup -> backup.id().equals(text))) {
      return new Target.AtBackup(text);
    }
    var points = new RestorePoints(repository).all();
    for (var name : new String[] {text, "before-" + text}) {
      var point = points.stream().filter(one -> one.name().equals(name)).findFirst();
      if (point.isPresent()) {
        return new Target.AtPoint(point.get());
      }
    }
    return time(text)
        .<Target>map(Target.AtTime::new)
        .or(() -> position(text))
        .orElseThrow(() -> unknown(text));
  }

  private Optional<Instant> time(String text) {
    var ago = Durations.parse(text.endsWith(" ago") ? text.substring(0, text.length() - 4) : text);
    if (ago.isPresent()) {
      return ago.map(clock.instant()::minus);
    }
    var iso = text.strip().replace(' ', 'T');
    try {
      return Optional.of(Instant.parse(iso));
    } catch (DateTimeException notInUtc) {
      // It may have another offset, or none.
    }
    try {
      return Optional.of(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException withoutOffset) {
      // Then it is the machine's time.
    }
    try {
      return Optional.of(LocalDateTime.parse(iso).atZone(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private Optional<Target> position(String text) {
    if (!text.matches("[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}") || repository.backups().isEmpty()) {
      return Optional.empty();
    }
    try {
      var size = repository.backups().getLast().server().segmentSize();
      var newest = TimelineHistory.newest(new WalArchive(repository, size)).timeline();
      return Optional.of(new Target.AtPosition(Lsn.parse(text), newest));
    } catch (IOException e) {
      throw unknown(text + " (" + e.getMessage() + ")");
    }
  }

  /** As it is recorded: read again later it means the same. */
  static String write(Target target) {
    return switch (target) {
      case Target.Latest latest -> "latest";
      case Target.AtBackup at -> at.id();
      case Target.AtTime at -> at.time().toString();
      case Target.AtPoint at -> at.point().name();
      case Target.AtPosition at -> at.position().toString();
    };
  }

  private RuntimeException unknown(String text) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-7680",
            "\"" + text + "\" names no state that could be restored",
            "write latest, a time such as \"2026-05-01 14:03:20\" or 10m for ten minutes ago,"
                + " a backup, a restore point, a release such as v53, or a position")
        .exception();
  }
}
