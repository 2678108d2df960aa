package dev.slipway.delivery.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputOwnerTest {
  @Test
  void whatAnInstanceOfAReleaseWritesIsItsServices() {
    var labels = Map.of("app", "shop", "environment", "qa", "release", "v7", "service", "web");
    assertThat(OutputOwner.of(labels)).contains(new OutputOwner("shop", "qa", "v7", "web", "web"));
  }

  @Test
  void whatAJobWritesIsItsOwnWithTheSecretsOfItsService() {
    var labels = Map.of("job", "shop/qa/digest", "of", "v7", "service", "worker");
    assertThat(OutputOwner.of(labels))
        .contains(new OutputOwner("shop", "qa", "v7", "job-digest", "worker"));
  }

  @Test
  void whatRunsForATrialABuildOrAPersonIsNobodys() {
    assertThat(OutputOwner.of(Map.of("build", "shop-web"))).isEmpty();
    assertThat(OutputOwner.of(Map.of("run", "shop/qa", "of", "v7", "service", "web"))).isEmpty();
    assertThat(OutputOwner.of(Map.of("trial", "x", "app", "shop", "release", "v7"))).isEmpty();
  }
}
