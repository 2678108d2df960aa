package dev.slipway.watch.probe;

import dev.slipway.catalog.Deployment;
import dev.slipway.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** How each day went, for ninety days. */
public final class ProbeDays {
  static final int KEPT = 90;

  private final Store store;

  public ProbeDays(Store store) {
    this.store = store;
  }

  /** How often a probe was well on a day. */
  public record Day(String probe, LocalDate day, int passed, int failed, int unmeasured) {}

  void count(Deployment serving, String probe, Probe.Result result, Instant now) {
    var column =
        switch (result) {
          case Probe.Result.Passed passed -> "passed";
          case Probe.Result.Failed failed -> "failed";
          case Probe.Result.NotMade notMade -> "unmeasured";
        };
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO watch.probe_day (app, environment, probe, day, <column>)
                        VALUES (:app, :environment, :probe, :day, 1)
                        ON CONFLICT (app, environment, probe, day)
                          DO UPDATE SET <column> = probe_day.<column> + 1"""
                            .replace("<column>", column))
                    .bind("app", serving.app())
                    .bind("environment", serving.environment())
                    .bind("probe", probe)
                    .bind("day", LocalDate.ofInstant(now, ZoneOffset.UTC))
                    .execute());
  }

  void prune(Instant now) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM watch.probe_day WHERE day < :before")
                    .bind("before", LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(KEPT))
                    .execute());
  }

  /** The oldest day first. */
  public List<Day> of(String app, String environment) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT probe, day, passed, failed, unmeasured FROM watch.probe_day
                    WHERE app = :app AND environment = :environment ORDER BY probe, day""")
                .bind("app", app)
                .bind("environment", environment)
                .map(
                    (row, context) ->
                        new Day(
                            row.getString("probe"),
                            row.getObject("day", LocalDate.class),
                            row.getInt("passed"),
                            row.getInt("failed"),
                            row.getInt("unmeasured")))
                .list());
  }
}
