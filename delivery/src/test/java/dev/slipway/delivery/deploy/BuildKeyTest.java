package dev.slipway.delivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.delivery.Environments;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildKeyTest {
  @TempDir private Path folder;

  private String key(String more, String environment) throws Exception {
    Files.writeString(
        folder.resolve("slipway.yaml"),
        """
        app: shop
        services:
          web: { build: { command: make, env: { API: one } }, start: ./shop }
        """
            + more);
    return BuildKey.of(Environments.ofFolder(folder), environment, "sha256:1");
  }

  @Test
  void sourcesThatAllEnvironmentsBuildAlikeAreOneBuild() throws Exception {
    var environments =
        """
        environments:
          staging: { env: { COLOUR: red } }
          production: { services: { web: { replicas: 3 } } }
        """;
    assertThat(key(environments, "staging")).isEqualTo("sha256:1");
    assertThat(key(environments, "production")).isEqualTo("sha256:1");
  }

  @Test
  void whatIsBuiltAnotherWayIsAnotherBuild() throws Exception {
    var environments =
        """
        environments:
          development:
          staging:
          production: { services: { web: { build: { env: { API: two } } } } }
        """;
    var staging = key(environments, "staging");
    assertThat(staging).startsWith("sha256:1+").isEqualTo(key(environments, "development"));
    assertThat(key(environments, "production")).startsWith("sha256:1+").isNotEqualTo(staging);
  }
}
