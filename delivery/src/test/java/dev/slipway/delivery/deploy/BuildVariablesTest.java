package dev.slipway.delivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import org.junit.jupiter.api.Test;

/** A build is the same in every environment, and so is what it sees. */
final class BuildVariablesTest {
  private static final String MANIFEST =
      """
      app: shop
      services:
        web:
          build:
            command: npm run build
            env:
              NODE_OPTIONS: --max-old-space-size=2048
              SIGN: $${not a reference}
              API_URL: ${services.web.url}/api
              NPM_TOKEN: { secret: true }
          start: ./web
        plain:
          start: ./plain
          path: /plain
      """;

  @Test
  void textsAreGivenAndWhatDiffersBetweenEnvironmentsIsToldNotTo() {
    var environment = environment();
    assertThat(new BuildVariables(environment.services().get("web")).given())
        .containsOnlyKeys("NODE_OPTIONS", "SIGN")
        .containsEntry("SIGN", "${not a reference}");
    assertThat(BuildVariables.look(environment))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.verdict()).isEqualTo("caution");
              assertThat(told.subject()).isEqualTo("build of web");
              assertThat(told.fact())
                  .isEqualTo(
                      "API_URL, NPM_TOKEN are not given to it: one build goes through all"
                          + " environments");
            });
  }

  private static ResolvedEnvironment environment() {
    return ManifestReader.kept(MANIFEST).environment("development").orElseThrow();
  }
}
