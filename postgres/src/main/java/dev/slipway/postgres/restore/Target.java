package dev.slipway.postgres.restore;

import dev.slipway.postgres.physical.Lsn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The state that a restore ends in. */
public sealed interface Target {
  /** Everything that is stored. */
  record Latest() implements Target {}

  /** As it was when the backup ended. */
  record AtBackup(String id) implements Target {}

  /** Every transaction that ended before or at the time, and none that ended later. */
  record AtTime(Instant time) implements Target {}

  /** As it was at a restore point. */
  record AtPoint(RestorePoint point) implements Target {}

  /** Everything that was written before the position. */
  record AtPosition(Lsn position, int timeline) implements Target {}

  /** The settings that have PostgreSQL stop there. */
  default Map<String, String> settings() {
    return switch (this) {
      case Latest latest -> Map.of("recovery_target_timeline", "latest");
      // Along its own timeline, which a restore in place may have left since.
      case AtBackup backup ->
          Map.of("recovery_target", "immediate", "recovery_target_timeline", "current");
      case AtTime at ->
          Map.of(
              "recovery_target_time", TIME.format(at.time()), "recovery_target_timeline", "latest");
      case AtPoint at ->
          Map.of(
              "recovery_target_lsn",
              at.point().position().toString(),
              "recovery_target_timeline",
              Integer.toString(at.point().timeline()));
      case AtPosition at ->
          Map.of(
              "recovery_target_lsn",
              at.position().toString(),
              "recovery_target_timeline",
              Integer.toString(at.timeline()));
    };
  }

  /** As a person reads it. */
  default String text() {
    return switch (this) {
      case Latest latest -> "the latest state";
      case AtBackup backup -> "backup " + backup.id();
      case AtTime at -> at.time().toString();
      case AtPoint at -> "restore point " + at.point().name();
      case AtPosition at -> "position " + at.position();
    };
  }

  DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS+00").withZone(ZoneOffset.UTC);
}
