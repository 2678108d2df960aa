package dev.slipway.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ByteSize;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterSpecTest {
  private static final ClusterName NAME = new ClusterName("shop-api", "production");

  @Test
  void namesAreReadBackAsWritten() {
    assertThat(ClusterName.parse(NAME.toString())).isEqualTo(NAME);
    assertThat(ClusterSpec.of(NAME).database()).isEqualTo("shop_api");
    assertThatThrownBy(() -> new ClusterName("../etc", "production"))
        .hasMessageContaining("application: \"../etc\" can't name a cluster");
    assertThatThrownBy(() -> ClusterName.parse("shop")).hasMessageContaining("\"shop\"");
  }

  @Test
  void whatCannotBeIsSaidWithTheBounds() {
    assertThatThrownBy(
            () ->
                new ClusterSpec(NAME, "Shop", List.of(), List.of(), ByteSize.ofMebibytes(512), 100))
        .hasMessageContaining("shop-api@production/database: \"Shop\" can't be used");
    assertThatThrownBy(
            () ->
                new ClusterSpec(NAME, "shop", List.of(), List.of(), ByteSize.ofMebibytes(64), 100))
        .hasMessageContaining("64.0 MB is less than PostgreSQL needs");
  }

  @Test
  void settingsFollowFromMemoryAndDisk() {
    var spec = new ClusterSpec(NAME, "shop", List.of(), List.of(), ByteSize.ofMebibytes(8192), 200);
    var settings = TunedSettings.of(spec, ByteSize.ofMebibytes(100_000), 4);
    assertThat(settings)
        .containsEntry("shared_buffers", "2048MB")
        .containsEntry("effective_cache_size", "6144MB")
        .containsEntry("work_mem", "20MB")
        .containsEntry("max_slot_wal_keep_size", "20000MB")
        .doesNotContainKey("fsync");
  }
}
