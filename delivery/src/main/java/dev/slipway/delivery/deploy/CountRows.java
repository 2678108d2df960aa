package dev.slipway.delivery.deploy;

import dev.slipway.checks.RowCounts;
import dev.slipway.checks.declared.DeclaredChecks;
import dev.slipway.checks.declared.Situation;
import dev.slipway.delivery.Records;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.postgres.cluster.ClusterRole;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the rows of the tables that checks name, right before anything is changed: after the
 * change none may have fewer. Nothing is changed yet when it is performed again after a crash.
 */
final class CountRows extends DeployStep<CountRows.Counted> {
  private static final Duration ONE_TABLE = Duration.ofSeconds(20);
  private static final String NO_TABLE = "there is no such table";

  /** Rows before the change, by database. */
  record Counted(Map<String, RowCounts> databases) {}

  CountRows(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Count";
  }

  @Override
  public Result<Counted> perform(StepContext<DeployOrder> context) throws SQLException {
    var environment = environment(context);
    var counted = new TreeMap<String, RowCounts>();
    for (var database : DeclaredChecks.tables(environment).entrySet()) {
      var cluster = machinery().databases().running(environment, database.getKey());
      if (cluster.isEmpty()) {
        continue;
      }
      try (var connection = cluster.get().login(ClusterRole.MIGRATION).connect()) {
        counted.put(
            database.getKey(),
            withNewTables(RowCounts.of(connection, database.getValue(), ONE_TABLE)));
      }
    }
    if (counted.isEmpty()) {
      return Result.skipped("no check counts rows");
    }
    note(context, "rowsBefore", counted);
    var rows =
        counted.values().stream()
            .flatMap(counts -> counts.counts().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    var tables = counted.values().stream().mapToInt(counts -> counts.counts().size()).sum();
    return Result.done(new Counted(counted), rows + " rows in " + Checklist.count(tables, "table"));
  }

  /** A table that comes with this release had no rows before. */
  private static RowCounts withNewTables(RowCounts counts) {
    var known = new HashMap<>(counts.counts());
    var open = new HashMap<>(counts.uncounted());
    counts
        .uncounted()
        .forEach(
            (table, why) -> {
              if (why.equals(NO_TABLE)) {
                known.put(table, 0L);
                open.remove(table);
              }
            });
    return new RowCounts(known, open);
  }

  /** For the checks after the change: what was counted, and where to count again. */
  static Map<String, Situation.Counted> of(StepContext<DeployOrder> context, DeployStep<?> step) {
    var databases = new TreeMap<String, Situation.Counted>();
    var environment = step.environment(context);
    context
        .find(CountRows.class)
        .ifPresent(
            counted ->
                counted
                    .databases()
                    .forEach(
                        (name, before) ->
                            databases.put(
                                name,
                                new Situation.Counted(
                                    before,
                                    () ->
                                        step.machinery()
                                            .databases()
                                            .running(environment, name)
                                            .orElseThrow(
                                                () -> new SQLException(name + " does not run"))
                                            .login(ClusterRole.MIGRATION)
                                            .connect()))));
    return databases;
  }
}
