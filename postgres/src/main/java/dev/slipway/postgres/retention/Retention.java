package dev.slipway.postgres.retention;

import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.restore.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which backups are kept.
 *
 * @param window any second of it can be restored
 * @param hourly that many hours keep their last backup, even past the window
 * @param daily the same for days
 * @param least that many of the newest are kept however old they are
 */
public record Retention(Duration window, int hourly, int daily, int least) {
  public static final Retention USUAL = new Retention(Duration.ofDays(7), 24, 30, 2);

  /** Why each kept backup is kept; what isn't in it may go. */
  public Map<String, List<String>> keep(
      List<Backup> oldestFirst, List<RestorePoint> points, Instant now) {
    var reasons = new LinkedHashMap<String, List<String>>();
    var newestFirst = oldestFirst.reversed();
    newestFirst.stream()
        .limit(Math.max(1, least))
        .forEach(backup -> note(reasons, backup, "newest"));
    keepWindow(newestFirst, now, reasons);
    keepSpaced(newestFirst, ChronoUnit.HOURS, hourly, now, "hourly", reasons);
    keepSpaced(newestFirst, ChronoUnit.DAYS, daily, now, "daily", reasons);
    newestFirst.stream()
        .filter(Backup::isProven)
        .findFirst()
        .ifPresent(backup -> note(reasons, backup, "last proven"));
    for (var point : points) {
      baseOf(newestFirst, point)
          .ifPresent(backup -> note(reasons, backup, "restore point " + point.name()));
    }
    return reasons;
  }

  /** What a restore point begins with: the newest backup that ended before it. */
  static java.util.Optional<Backup> baseOf(List<Backup> newestFirst, RestorePoint point) {
    return newestFirst.stream()
        .filter(backup -> backup.span().timeline() <= point.timeline())
        .filter(backup -> backup.span().stop().compareTo(point.position()) <= 0)
        .findFirst();
  }

  /** All in the window, and the one before it, with which the window's first second begins. */
  private void keepWindow(
      List<Backup> newestFirst, Instant now, Map<String, List<String>> reasons) {
    var begin = now.minus(window);
    for (var backup : newestFirst) {
      note(reasons, backup, "window");
      if (backup.span().stoppedAt().isBefore(begin)) {
        return;
      }
    }
  }

  private static void keepSpaced(
      List<Backup> newestFirst,
      ChronoUnit unit,
      int count,
      Instant now,
      String reason,
      Map<String, List<String>> reasons) {
    var seen = new HashSet<Instant>();
    var oldest = now.minus(count, unit);
    for (var backup : newestFirst) {
      var at = backup.span().stoppedAt();
      if (!at.isBefore(oldest) && seen.add(at.truncatedTo(unit))) {
        note(reasons, backup, reason);
      }
    }
  }

  private static void note(Map<String, List<String>> reasons, Backup backup, String reason) {
    reasons.computeIfAbsent(backup.id(), id -> new ArrayList<>()).add(reason);
  }
}
