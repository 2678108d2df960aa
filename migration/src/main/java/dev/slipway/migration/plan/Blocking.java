package dev.slipway.migration.plan;

import dev.slipway.kit.Durations;
import dev.slipway.migration.rehearse.LockMode;
import dev.slipway.migration.rehearse.Observation;
import dev.slipway.migration.rehearse.Observation.Lock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who waits for how long: by the locks that were held and the time they were, never by the text.
 */
final class Blocking {
  private final Observation observed;
  private final Duration held;
  private final Thresholds thresholds;

  Blocking(Observation observed, Duration held, Thresholds thresholds) {
    this.observed = observed;
    this.held = held;
    this.thresholds = thresholds;
  }

  Optional<Finding> finding() {
    var reads = tables(observed.locksThat(LockMode::blocksReads));
    if (!reads.isEmpty()) {
      return grade(thresholds.readsCaution(), thresholds.readsDanger())
          .map(grade -> finding(grade, "reads and writes", reads));
    }
    var writes = tables(observed.locksThat(LockMode::blocksWrites));
    return writes.isEmpty()
        ? Optional.empty()
        : grade(thresholds.writesCaution(), thresholds.writesDanger())
            .map(grade -> finding(grade, "writes", writes));
  }

  /** A table, or an index of one: whoever reads the table waits for it. */
  private static List<String> tables(List<Lock> locks) {
    return locks.stream()
        .filter(lock -> !lock.kind().equals("S") && !lock.kind().equals("v"))
        .map(Lock::relation)
        .distinct()
        .sorted()
        .toList();
  }

  private Optional<Grade> grade(Duration caution, Duration danger) {
    if (held.compareTo(danger) >= 0) {
      return Optional.of(Grade.DANGER);
    }
    return held.compareTo(caution) >= 0 ? Optional.of(Grade.CAUTION) : Optional.empty();
  }

  private Finding finding(Grade grade, String what, List<String> tables) {
    var sql = observed.place().sql();
    var sentence =
        cause()
            + "blocks "
            + what
            + " on "
            + String.join(", ", tables)
            + " "
            + Durations.human(held);
    return new Finding(
        SaferWays.rule(sql, what.equals("writes") ? "writes-blocked" : "reads-blocked"),
        grade,
        Finding.Harm.BLOCKING,
        sentence,
        SaferWays.advice(sql));
  }

  private String cause() {
    var effects = observed.effects();
    if (!effects.rewrites().isEmpty()) {
      return effects.rewrites().stream()
              .map(one -> "writes " + one.relation() + " anew" + rows(one.rowsBefore()))
              .collect(Collectors.joining(", "))
          + "; ";
    }
    return effects.scans().isEmpty()
        ? ""
        : effects.scans().stream()
                .map(one -> "full scan of " + one.table() + rows(one.rows()))
                .collect(Collectors.joining(", "))
            + "; ";
  }

  static String rows(long rows) {
    return rows < 0 ? "" : " (" + count(rows) + (rows == 1 ? " row)" : " rows)");
  }

  static String count(long rows) {
    if (rows >= 1_000_000) {
      return String.format(Locale.ROOT, "%.1f M", rows / 1e6);
    }
    return String.format(Locale.ROOT, "%,d", rows);
  }
}
