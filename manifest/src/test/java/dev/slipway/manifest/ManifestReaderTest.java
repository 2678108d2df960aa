package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.model.Target;
import dev.slipway.manifest.model.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ManifestReaderTest {
  private static final String LEDGER =
      """
      app: ledger
      services:
        web:
          build: javac -d out $(find src -name '*.java')
          start: java -cp out ledger.Main
          health: /health
      databases:
        main:
          migrations: db/migrations
      environments:
        development:
      """;

  @Test
  void tenLinesAreASmallApplication() {
    var manifest = ManifestReader.parse("slipway.yaml", LEDGER).orThrow();

    var development = manifest.environment("development").orElseThrow();
    var web = development.services().get("web");
    assertThat(web.kind()).isEqualTo(ServiceKind.WEB);
    assertThat(web.start()).contains("java -cp out ledger.Main");
    assertThat(web.health().path()).isEqualTo("/health");
    assertThat(web.health().within()).isEqualTo(Duration.ofSeconds(30));
    assertThat(web.databases()).containsExactly("main");
    assertThat(web.target()).contains(Target.PROCESS);
    var main = development.databases().get("main");
    assertThat(main.name()).contains("ledger");
    assertThat(main.migrations().orElseThrow().folder()).contains("db/migrations");
    assertThat(main.migrations().orElseThrow().service()).contains("web");
    assertThat(development.settings().trigger()).isEqualTo(new Trigger.Manual());
    assertThat(development.settings().domains().getFirst().host()).isEqualTo("ledger.localhost");
    assertThat(development.variables("web").get("DATABASE_URL").value())
        .contains("${databases.main.url}");
  }

  @Test
  void anEnvironmentChangesWhatItNames() {
    var text =
        LEDGER
            + """
              production:
                trigger: tag v*
                backup: 4h
                env: { LOG_LEVEL: warn }
                services:
                  web: { replicas: 3 }
            """;
    var production =
        ManifestReader.parse("slipway.yaml", text)
            .orThrow()
            .environment("production")
            .orElseThrow();

    assertThat(production.isProduction()).isTrue();
    assertThat(production.services().get("web").replicas()).isEqualTo(3);
    assertThat(production.services().get("web").start()).contains("java -cp out ledger.Main");
    assertThat(production.databases().get("main").backup().every()).hasToString("4h");
    assertThat(production.databases().get("main").backup().keep()).isEqualTo(Duration.ofDays(30));
    assertThat(production.variables("web").get("LOG_LEVEL").value()).contains("warn");
  }

  @Test
  void allMistakesAreToldAtOnceWithPlacePathFactAndHint() {
    var text =
        """
        app: erp
        services:
          backend:
            strat: npm start
        environments:
          production:
            promote:
              soak: 48 hoours
            domains:
              - https://erp.example/
        """;
    var reading = ManifestReader.parse("slipway.yaml", text);

    assertThat(((Reading.Bad) reading).text())
        .isEqualTo(
            """
            slipway.yaml:4:5   services.backend.strat                unknown key
                               Hint: did you mean "start"?
            slipway.yaml:8:13  environments.production.promote.soak  "48 hoours" is not a duration
                               Hint: write 48h
            slipway.yaml:10:9  environments.production.domains[0]    "https://erp.example/" is not a host name
                               Hint: write erp.example
            3 mistakes. Nothing was changed.\
            """);
  }
}
