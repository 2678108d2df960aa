package dev.slipway.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterSpec;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.restore.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  private static Backup backup(int hoursAgo, Backup.@Nullable Proof proof) {
    var spec = ClusterSpec.of(new ClusterName("ledger", "production"));
    var at = NOW.minus(Duration.ofHours(hoursAgo));
    var position = new Lsn(100_000 - hoursAgo * 10L);
    return new Backup(
        hoursAgo + "h",
        new Cluster(spec, "/", Map.of(), 0, at, at, null),
        new Backup.Span(position, position, 1, "", at, at),
        new Backup.Server("18", "1", 16 << 20, true),
        new Backup.Cost(0, 0, 0, Duration.ZERO),
        List.of(),
        proof);
  }

  @Test
  void theWindowKeepsTheBackupBeforeItsFirstSecond() {
    var backups = List.of(backup(100, null), backup(50, null), backup(20, null), backup(5, null));
    var kept = new Retention(Duration.ofHours(24), 0, 0, 1).keep(backups, List.of(), NOW);
    assertThat(kept).containsOnlyKeys("5h", "20h", "50h");
  }

  @Test
  void theLastProvenAndTheBaseOfAReleaseOutliveEverything() {
    var proof = new Backup.Proof(NOW, Duration.ZERO, 1, 1, List.of());
    var backups =
        List.of(backup(900, null), backup(500, proof), backup(400, null), backup(1, null));
    var point = new RestorePoint("v7", "v7", new Lsn(100_000 - 600 * 10), 1, NOW);
    var kept = new Retention(Duration.ofMinutes(30), 0, 0, 1).keep(backups, List.of(point), NOW);
    assertThat(kept)
        .containsEntry("500h", List.of("last proven"))
        .containsEntry("900h", List.of("restore point v7"))
        .doesNotContainKey("400h");
  }

  @Test
  void oneADayIsKeptForThirtyDays() {
    var backups = IntStream.range(0, 24 * 60).mapToObj(i -> backup(24 * 60 - i, null)).toList();
    var kept = new Retention(Duration.ofHours(1), 0, 30, 1).keep(backups, List.of(), NOW);
    assertThat(kept.values().stream().filter(why -> why.contains("daily"))).hasSize(31);
  }
}
