package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class ResolvedTextTest {
  private static final String ERP =
      """
      app: erp
      services:
        backend: { start: npm start }
      databases:
        main: {}
      environments:
        development:
        production:
          backup: 4h
          env: { LOG_LEVEL: warn }
          services: { backend: { replicas: 3 } }
      """;

  @Test
  void everyDefaultIsVisible() {
    assertThat(ResolvedText.of(ERP, "production"))
        .contains("    replicas: 3\n")
        .contains("      LOG_LEVEL:\n        value: warn\n")
        .contains("      interval: 1s\n")
        .contains("    databases: [main]\n")
        .contains("    backup:\n      every: 4h\n      keep: 30d\n")
        .contains("    production: true\n")
        .contains("      - host: erp-production.localhost\n");
  }

  @Test
  void whatIsShownMeansTheSame() throws Exception {
    var reference = Files.readString(Checkout.ROOT.resolve("docs/reference/slipway.yaml"));
    var told = ManifestReader.parse("slipway.yaml", reference).orThrow();
    for (var name : told.environments().keySet()) {
      if (name.equals("development")) {
        var text = ResolvedText.of(reference, name);
        var again = ManifestReader.parse("slipway.yaml", text).orThrow().environment(name);
        var before = told.environment(name).orElseThrow();
        assertThat(again.orElseThrow().services()).isEqualTo(before.services());
        assertThat(again.orElseThrow().databases()).isEqualTo(before.databases());
        assertThat(again.orElseThrow().settings().domains()).isEqualTo(before.settings().domains());
      }
    }
  }

  @Test
  void anEnvironmentThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ResolvedText.of(ERP, "prodution"))
        .hasMessageContaining("erp has no environment \"prodution\"")
        .hasMessageContaining("did you mean production?");
  }
}
