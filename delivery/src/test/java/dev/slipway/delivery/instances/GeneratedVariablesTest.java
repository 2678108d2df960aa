package dev.slipway.delivery.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.variables.Author;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.testing.TestingRecords;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.secrets.references.OutsideStores;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What slipway.yaml asks to be random is made once; what a person has set stays. */
final class GeneratedVariablesTest {
  private static final String MANIFEST =
      """
      app: ledger
      services:
        web:
          start: ./web
          env:
            JWT_SECRET: { generate: 64 }
            MAIL_KEY: { secret: true }
          groups: [agent]
        agent:
          kind: worker
          start: ./agent
          groups: [agent]
      groups:
        agent:
          AGENT_SECRET: { generate: 48 }
      """;
  private static final EnvironmentKey DEVELOPMENT = new EnvironmentKey("ledger", "development");
  private static final Author AUTHOR = new Author("slipway", "made for v1");

  private TestingRecords records;
  private ResolvedEnvironment environment;

  @BeforeEach
  void open() throws Exception {
    records = new TestingRecords(MANIFEST);
    environment = Environments.of(records.build("one"), "development");
  }

  @AfterEach
  void close() throws Exception {
    records.close();
  }

  @Test
  void madeBeforeTheFirstReleaseAndKeptForTheNext() {
    var made = ensure();
    assertThat(secret(made, "web", "JWT_SECRET")).hasSize(64);
    assertThat(secret(made, "agent", "AGENT_SECRET"))
        .hasSize(48)
        .isEqualTo(secret(made, "web", "AGENT_SECRET"));
    assertThat(ensure()).isEqualTo(made);
  }

  @Test
  void whatSomebodySetForAllServicesIsNotHiddenByARandomOne() {
    var changes =
        List.<Change>of(
            Change.put(Holder.ALL, "JWT_SECRET", Value.secret("mine")),
            Change.put(Holder.ALL, "AGENT_SECRET", Value.secret("ours")));
    records.records().variables().change(DEVELOPMENT, 0, changes, AUTHOR);
    var after = ensure();
    assertThat(secret(after, "web", "JWT_SECRET")).isEqualTo("mine");
    assertThat(secret(after, "agent", "AGENT_SECRET")).isEqualTo("ours");
    assertThat(after.version()).isEqualTo(1);
  }

  @Test
  void onlyWhatAPersonHasToGiveIsMissing() {
    var nothing = records.records().variables().current(DEVELOPMENT);
    assertThat(new InstanceVariables(OutsideStores.none()).missing(environment, "web", nothing))
        .containsExactly("MAIL_KEY");
  }

  private Configuration ensure() {
    return new GeneratedVariables(records.records().variables()).ensure(environment, AUTHOR);
  }

  private static String secret(Configuration configuration, String service, String name) {
    var value = configuration.of(service, List.of("agent")).get(name);
    return ((Value.Secret) value).value().reveal();
  }
}
