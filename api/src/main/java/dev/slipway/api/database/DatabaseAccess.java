package dev.slipway.api.database;

import dev.slipway.delivery.upkeep.DatabaseDesk;
import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.insight.Insight;
import dev.slipway.postgres.insight.SqlConsole;
import dev.slipway.protocol.database.LockList;
import dev.slipway.protocol.database.LoginGranted;
import dev.slipway.protocol.database.LoginRequested;
import dev.slipway.protocol.database.SlowList;
import dev.slipway.protocol.database.SqlRequested;
import dev.slipway.protocol.database.SqlResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Looks and reaches into a running database. */
record DatabaseAccess(DatabaseDesk desk) {
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);
  private static final int MOST_ROWS = 1_000;

  SlowList slow(DatabaseDesk.Place place, int most) {
    return new SlowList(
        place.cluster().toString(),
        new Insight(desk.running(place))
            .slowest(most).stream()
                .map(
                    one ->
                        new SlowList.SlowLine(
                            one.query(),
                            one.calls(),
                            one.total().toNanos() / 1e6,
                            one.mean().toNanos() / 1e6,
                            one.rows(),
                            one.cacheHits()))
                .toList());
  }

  LockList locks(DatabaseDesk.Place place) {
    return new LockList(
        place.cluster().toString(),
        new Insight(desk.running(place))
            .blocked().stream()
                .map(
                    one ->
                        new LockList.LockLine(
                            one.waits().pid(),
                            one.waits().user(),
                            one.waits().query(),
                            one.holds().pid(),
                            one.holds().user(),
                            one.holds().state(),
                            one.holds().query(),
                            one.lock(),
                            one.relation(),
                            one.since().toMillis()))
                .toList());
  }

  SqlResult sql(DatabaseDesk.Place place, SqlRequested asked) {
    var role = asked.write() ? ClusterRole.MIGRATION : ClusterRole.READONLY;
    var answer =
        new SqlConsole(desk.running(place).login(role), LONGEST_STATEMENT, MOST_ROWS)
            .run(asked.sql(), !asked.write());
    return new SqlResult(
        answer.columns(), answer.rows(), answer.more(), answer.changed(), answer.took().toMillis());
  }

  LoginGranted login(DatabaseDesk.Place place, LoginRequested asked) {
    var role =
        Arrays.stream(ClusterRole.values())
            .filter(one -> one != ClusterRole.ADMIN)
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(asked.role()))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.BAD_INPUT,
                            "SLIP-8517",
                            "role: \"" + asked.role() + "\" is not known",
                            "write readonly, readwrite or migration")
                        .exception());
    var copies = desk.tools().copies().clusters();
    var cluster =
        asked.branch().isEmpty()
            ? desk.running(place)
            : copies.start(new ClusterName(place.app(), asked.branch()));
    return new LoginGranted(cluster.name().toString(), asked.role(), cluster.login(role).url());
  }
}
