package dev.slipway.web.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kit.StateFile;
import dev.slipway.protocol.edge.Figures;
import dev.slipway.protocol.edge.Figures.Bytes;
import dev.slipway.protocol.edge.Figures.Count;
import dev.slipway.protocol.edge.Figures.Health;
import dev.slipway.protocol.edge.Figures.InstanceFigures;
import dev.slipway.protocol.edge.Figures.Latency;
import dev.slipway.protocol.edge.Figures.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FigureLogTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-21T09:00:40Z");

  private FigureLog log() {
    return new FigureLog(
        seconds -> {
          throw new AssertionError("nobody asks the edge here");
        },
        () -> now,
        new StateFile(folder.resolve("figures")));
  }

  private void sample(FigureLog log, String environment, long requests, long failed, double p95) {
    var count = new Count(requests, Map.of("5xx", failed), 0, 0, 0, new Bytes(0, 0));
    var traffic = new Traffic(count, count, new Latency(1, 1, p95, p95, p95, p95));
    var one =
        new InstanceFigures(
            environment + "/web", "v1", "web-1", Health.HEALTHY, 0, traffic, Map.of());
    log.sample(new Figures(now, now, 1, 0, 10, List.of(one)));
  }

  @Test
  void outliveARestartWithAnHonestGap() {
    var before = log();
    sample(before, "ledger/production", 100, 10, 20);
    sample(before, "ledger/production", 100, 0, 30);
    now = now.plusSeconds(60);
    sample(before, "ledger/production", 0, 0, 0);
    before.close();

    // Away for three minutes, and back.
    now = now.plus(Duration.ofMinutes(4));
    var after = log();
    after.readBack();
    sample(after, "ledger/production", 50, 0, 5);
    var hour = after.of("ledger", "production");
    assertThat(hour.requests().subList(54, 60))
        .containsExactly(200.0, 0.0, Double.NaN, Double.NaN, Double.NaN, 50.0);
    assertThat(hour.errors().get(54)).isEqualTo(0.05);
    assertThat(hour.p95().get(54)).isEqualTo(30.0);
    assertThat(hour.p95().get(55)).isNaN();
    assertThat(hour.requests().subList(0, 54)).allMatch(value -> value.isNaN());
    after.close();
  }

  @Test
  void anHourIsKeptAndNoMore() throws Exception {
    var log = log();
    for (var minute = 0; minute < 200; minute++) {
      sample(log, "ledger/production", 1, 0, 1);
      now = now.plusSeconds(60);
    }
    sample(log, "shop/production", 1, 0, 1);
    log.write();
    assertThat(Files.size(folder.resolve("figures"))).isLessThan(1_500);
    // Back after a day, or with a clock that has gone back, there is nothing to show.
    for (var away : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
      now = now.plus(away);
      var later = log();
      later.readBack();
      assertThat(later.of("ledger", "production").isMeasured()).isFalse();
      now = now.minus(away);
    }
  }

  @Test
  void aFileThatCannotBeReadIsAsGoodAsNone() throws Exception {
    for (var content : List.of("", "FIG", "FIG1\0\0\0\u0001\0", "something else altogether")) {
      Files.writeString(folder.resolve("figures"), content);
      var log = log();
      log.readBack();
      assertThat(log.of("ledger", "production").isMeasured()).isFalse();
      sample(log, "ledger/production", 7, 0, 1);
      assertThat(log.of("ledger", "production").newest().requests()).isEqualTo(7.0);
    }
  }
}
