package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.model.DataSourceKind;
import dev.slipway.manifest.model.Rhythm;
import dev.slipway.manifest.model.Trigger;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import org.junit.jupiter.api.Test;

/** What a preview takes over from the environment it is based on, and what it never does. */
final class PreviewTest {
  private static final String ERP =
      """
      app: erp
      services:
        web: { start: npm start, env: { LOG_LEVEL: info, MODE: plain } }
        mailbox: { start: mailpit, path: /mail, only: [staging] }
        reports: { start: node r.js, path: /reports, only: [production] }
      databases:
        main: { seed: db/seed.sql }
      environments:
        staging:
          trigger: push main
          domains: [staging.erp.example]
          approvals: [product-owner]
          promote: { from: production, soak: 4h }
          backup: 1h
          env: { LOG_LEVEL: debug, TIER: staging }
          services: { web: { replicas: 2, env: { MODE: staged } } }
          databases: { main: { source: { kind: masked, from: production } } }
        production:
          domains: [erp.example]
      preview:
        based-on: staging
        env: { MODE: preview }
      """;

  @Test
  void itIsTheOtherEnvironmentWithoutWhatIsThatOnesAlone() {
    var preview = preview(ERP);
    assertThat(preview.name()).isEqualTo("pr-42");
    assertThat(preview.isProduction()).isFalse();
    assertThat(preview.services()).containsOnlyKeys("web", "mailbox");
    assertThat(preview.services().get("web").replicas()).isEqualTo(2);
    assertThat(preview.settings().trigger()).isEqualTo(new Trigger.Manual());
    assertThat(preview.settings().approvals()).isEmpty();
    assertThat(preview.settings().promote().soak()).isEmpty();
    assertThat(preview.settings().domains().getFirst().host()).isEqualTo("pr-42.erp.localhost");
    assertThat(preview.databases().get("main").backup().every()).isEqualTo(new Rhythm.Never());
    assertThat(preview.databases().get("main").backup().pointInTime()).isFalse();
  }

  @Test
  void itsOwnVariablesWin() {
    var variables = preview(ERP).variables("web");
    assertThat(variables.get("MODE").value()).contains("preview");
    assertThat(variables.get("TIER").value()).contains("staging");
    assertThat(variables.get("LOG_LEVEL").value()).contains("debug");
  }

  @Test
  void itsDatabasesAreItsOwn() {
    var seeded = preview(ERP).databases().get("main");
    assertThat(seeded.source().kind()).isEqualTo(DataSourceKind.OWN);
    assertThat(seeded.source().from()).isEmpty();
    assertThat(seeded.seed()).isPresent();
    var empty = preview(ERP + "  data: empty\n").databases().get("main");
    assertThat(empty.source().kind()).isEqualTo(DataSourceKind.OWN);
    assertThat(empty.seed()).isEmpty();
    var masked = preview(ERP + "  data: masked\n").databases().get("main");
    assertThat(masked.source().kind()).isEqualTo(DataSourceKind.MASKED);
    assertThat(masked.source().from()).contains("staging");
    assertThat(masked.seed()).isEmpty();
  }

  @Test
  void itIsShownWithEverythingSaid() {
    assertThat(ResolvedText.of(ERP + "  domain: '*.try.erp.example'\n", "preview"))
        .contains("      - host: '*.try.erp.example'\n")
        .contains("  preview:\n")
        .contains("      every: never\n")
        .contains("      MODE:\n        value: preview\n")
        .doesNotContain("staging.erp.example");
  }

  @Test
  void whatIsWrongInItIsTold() {
    assertThat(Told.of(ERP + "  domain: try.erp.example\n"))
        .containsExactly(
            "23 preview.domain: every preview would be at try.erp.example → write"
                + " *.try.erp.example: each has the name of its pull request for the *");
    assertThat(Told.of(ERP.replace("MODE: preview", "MODE: '${databases.man.url}'")))
        .hasSize(1)
        .first()
        .asString()
        .contains("${databases.man.url} refers to nothing → did you mean \"main\"?");
    assertThat(Told.hint(ERP.replace("based-on: staging", "based-on: stagin")))
        .isEqualTo("did you mean \"staging\"?");
    assertThat(Told.hint(ERP.replace("based-on: staging", "based-on: production")))
        .isEqualTo("base them on an environment without real users' data");
  }

  @Test
  void nothingIsPromotedFromOrShownInPreviewsAlone() {
    assertThat(Told.hint(ERP.replace("only: [production]", "only: [preview]")))
        .isEqualTo("there is staging, production; or add the environment");
  }

  private static ResolvedEnvironment preview(String text) {
    return ManifestReader.parse("slipway.yaml", text).orThrow().preview("pr-42").orElseThrow();
  }
}
