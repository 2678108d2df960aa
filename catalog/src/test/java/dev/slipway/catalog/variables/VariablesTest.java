package dev.slipway.catalog.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.secrets.KeyRegister;
import dev.slipway.secrets.Mask;
import dev.slipway.secrets.Rotation;
import dev.slipway.secrets.Seal;
import dev.slipway.secrets.references.OutsideStores;
import dev.slipway.store.testing.TestingStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariablesTest {
  private static final EnvironmentKey PRODUCTION = new EnvironmentKey("erp", "production");
  private static final EnvironmentKey STAGING = new EnvironmentKey("erp", "staging");
  private static final Holder BACKEND = Holder.service("backend");
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

  @TempDir Path folder;

  private final TestingStore store = TestingStore.fresh(KeyRegister.SCHEMA, Variables.SCHEMA);
  private Seal seal;
  private Variables variables;

  @BeforeEach
  void open() {
    seal = new KeyRegister(store.store(), NOON).seal(folder.resolve("secrets.key"));
    variables = new Variables(store.store(), seal, NOON);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static Author by(String name) {
    return new Author(name, "because");
  }

  private Configuration put(String name, Value value) {
    return variables.change(
        PRODUCTION,
        variables.current(PRODUCTION).version(),
        List.of(Change.put(BACKEND, name, value)),
        by("anna"));
  }

  @Test
  void everyChangeIsAVersionAndEveryVersionStaysReadable() {
    assertThat(variables.current(PRODUCTION).version()).isZero();
    put("LOG_LEVEL", Value.plain("info"));
    put("STRIPE_KEY", Value.secret("sk_live_1"));
    put("STRIPE_KEY", Value.secret("sk_live_2"));
    var last =
        variables.change(PRODUCTION, 3, List.of(Change.unset(BACKEND, "LOG_LEVEL")), by("ben"));
    assertThat(last.version()).isEqualTo(4);
    assertThat(last.of("backend", List.of())).containsOnlyKeys("STRIPE_KEY");
    assertThat(variables.at(PRODUCTION, 2).value(BACKEND, "STRIPE_KEY"))
        .contains(Value.secret("sk_live_1"));
    assertThat(variables.at(PRODUCTION, 0).variables()).isEmpty();
    assertThat(variables.current(STAGING).variables()).isEmpty();
    assertThatThrownBy(() -> variables.at(PRODUCTION, 5))
        .hasMessageContaining("SLIP-7353 erp/production has no configuration 5; the newest is 4");
  }

  @Test
  void theHistoryTellsWhoWhatWhenAndWhy() {
    put("LOG_LEVEL", Value.plain("info"));
    put("STRIPE_KEY", Value.secret("sk_live_1"));
    put("STRIPE_KEY", Value.secret("sk_live_2"));
    var history = variables.history(PRODUCTION, 10);
    assertThat(history).hasSize(3);
    var newest = history.getFirst();
    assertThat(newest.version()).isEqualTo(3);
    assertThat(newest.title()).isEqualTo("STRIPE_KEY changed");
    assertThat(newest.author()).isEqualTo(new Author("anna", "because"));
    assertThat(newest.at()).isEqualTo(NOON.instant());
    assertThat(newest.differences().getFirst().line())
        .matches("~ STRIPE_KEY \\(backend\\) ••••.. \\(secret\\) → ••••.. \\(secret\\)");
    assertThat(history.getLast().title()).isEqualTo("LOG_LEVEL added");
  }

  @Test
  void aChangeThatChangesNothingMakesNoVersion() {
    put("LOG_LEVEL", Value.plain("info"));
    put("KEY_OF_X", Value.secret("same"));
    assertThat(put("KEY_OF_X", Value.secret("same")).version()).isEqualTo(2);
    assertThat(put("LOG_LEVEL", Value.plain("info")).version()).isEqualTo(2);
  }

  @Test
  void secretsAreNowhereInTheStoreInTheClear() {
    put("STRIPE_KEY", Value.secret("sk_live_visible"));
    variables.stage(
        PRODUCTION, List.of(Change.put(BACKEND, "JWT", Value.secret("staged_visible"))), "anna");
    String rows =
        store
            .store()
            .read(
                handle ->
                    handle
                        .createQuery(
                            "SELECT (SELECT string_agg(s::text, ' ') FROM variables.setting s)"
                                + " || (SELECT string_agg(t::text, ' ') FROM variables.staged t)")
                        .mapTo(String.class)
                        .one());
    assertThat(rows).contains("STRIPE_KEY", "s1:").doesNotContain("visible");
  }

  @Test
  void aSealedValueThatIsCopiedToAnotherEnvironmentDoesNotOpen() {
    put("STRIPE_KEY", Value.secret("sk_live"));
    variables.change(
        STAGING, 0, List.of(Change.put(BACKEND, "STRIPE_KEY", Value.secret("x"))), by("anna"));
    store
        .store()
        .transact(
            handle ->
                handle.execute(
                    "UPDATE variables.setting SET value = (SELECT value FROM variables.setting"
                        + " WHERE environment = 'production') WHERE environment = 'staging'"));
    assertThatThrownBy(() -> variables.current(STAGING)).hasMessageContaining("SLIP-7307");
  }

  @Test
  void narrowerHoldersWin() {
    var configuration =
        variables.change(
            PRODUCTION,
            0,
            List.of(
                Change.put(Holder.ALL, "TZ", Value.plain("UTC")),
                Change.put(Holder.ALL, "LOG", Value.plain("all")),
                Change.put(Holder.group("mail"), "LOG", Value.plain("mail")),
                Change.put(BACKEND, "LOG", Value.plain("backend"))),
            by("anna"));
    assertThat(configuration.of("backend", List.of("mail")))
        .containsEntry("TZ", Value.plain("UTC"))
        .containsEntry("LOG", Value.plain("backend"));
    assertThat(configuration.of("worker", List.of("mail")))
        .containsEntry("LOG", Value.plain("mail"));
    assertThat(configuration.of("web", List.of())).containsEntry("LOG", Value.plain("all"));
  }

  @Test
  void refusesAChangeOfWhatSomebodyElseChangedMeanwhile() {
    put("A", Value.plain("1"));
    var seen = put("B", Value.plain("1")).version();
    variables.change(
        PRODUCTION, seen, List.of(Change.put(BACKEND, "A", Value.plain("2"))), by("anna"));
    assertThatThrownBy(
            () ->
                variables.change(
                    PRODUCTION,
                    seen,
                    List.of(Change.put(BACKEND, "A", Value.plain("3"))),
                    by("ben")))
        .hasMessageContaining(
            "SLIP-7355 erp/production: A was changed by anna at 2026-11-21 12:00 UTC"
                + " (configuration 3); you were looking at configuration 2");
    var other =
        variables.change(
            PRODUCTION, seen, List.of(Change.put(BACKEND, "B", Value.plain("2"))), by("ben"));
    assertThat(other.version()).isEqualTo(4);
    variables.change(PRODUCTION, 4, List.of(Change.unset(BACKEND, "A")), by("anna"));
    assertThatThrownBy(
            () ->
                variables.change(
                    PRODUCTION, 4, List.of(Change.put(BACKEND, "A", Value.plain("9"))), by("ben")))
        .hasMessageContaining("SLIP-7355");
  }

  @Test
  void manyEditorsAtOnceLoseNothing() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var edits = new ArrayList<Callable<Configuration>>();
      for (var i = 0; i < 24; i++) {
        var name = "NAME_" + i % 12;
        edits.add(
            () ->
                variables.change(
                    PRODUCTION, 0, List.of(Change.put(BACKEND, name, Value.plain("v"))), by("x")));
      }
      var done = 0;
      var refused = 0;
      for (var edit : threads.invokeAll(edits)) {
        try {
          edit.get();
          done++;
        } catch (java.util.concurrent.ExecutionException conflict) {
          assertThat(conflict.getCause()).isInstanceOf(ProblemException.class);
          refused++;
        }
      }
      assertThat(done).isEqualTo(12);
      assertThat(refused).isEqualTo(12);
    }
    assertThat(variables.current(PRODUCTION).variables()).hasSize(12);
    assertThat(variables.current(PRODUCTION).version()).isEqualTo(12);
  }

  @Test
  void stagedChangesAreShownAndAppliedAsOne() {
    put("OLD", Value.plain("1"));
    put("KEPT", Value.plain("1"));
    variables.stage(
        PRODUCTION,
        List.of(Change.unset(BACKEND, "OLD"), Change.put(BACKEND, "KEPT", Value.plain("2"))),
        "anna");
    var staged =
        variables.stage(
            PRODUCTION, List.of(Change.put(BACKEND, "NEW", Value.secret("s3cret"))), "anna");
    assertThat(staged.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("~ KEPT (backend) 1 → 2"),
            line -> assertThat(line).matches("\\+ NEW \\(backend\\) ••••.. \\(secret\\)"),
            line -> assertThat(line).isEqualTo("- OLD (backend) 1"));
    assertThat(variables.current(PRODUCTION).version()).isEqualTo(2);
    var applied = variables.applyStaged(PRODUCTION, staged.mark(), by("anna"));
    assertThat(applied.version()).isEqualTo(3);
    assertThat(applied.of("backend", List.of())).containsOnlyKeys("KEPT", "NEW");
    assertThat(variables.staged(PRODUCTION).isEmpty()).isTrue();
    assertThat(variables.history(PRODUCTION, 1).getFirst().title())
        .isEqualTo("KEPT changed, NEW added and 1 more");
  }

  @Test
  void nobodyAppliesWhatTheyWereNotShown() {
    var shown =
        variables.stage(PRODUCTION, List.of(Change.put(BACKEND, "A", Value.plain("1"))), "anna");
    variables.stage(PRODUCTION, List.of(Change.put(BACKEND, "B", Value.plain("1"))), "ben");
    assertThatThrownBy(() -> variables.applyStaged(PRODUCTION, shown.mark(), by("anna")))
        .hasMessageContaining("SLIP-7356");
    assertThatThrownBy(
            () ->
                variables.stage(
                    PRODUCTION, List.of(Change.put(BACKEND, "A", Value.plain("2"))), "ben"))
        .hasMessageContaining("SLIP-7357 erp/production: a change of A by anna is waiting");
    var now = variables.staged(PRODUCTION);
    put("A", Value.plain("meanwhile"));
    assertThatThrownBy(() -> variables.applyStaged(PRODUCTION, now.mark(), by("ben")))
        .hasMessageContaining("SLIP-7355");
    assertThat(variables.discard(PRODUCTION)).isEqualTo(2);
  }

  @Test
  void aRotationSealsAllVersionsAndWhatWaits() {
    put("STRIPE_KEY", Value.secret("one"));
    put("STRIPE_KEY", Value.secret("two"));
    variables.stage(
        PRODUCTION, List.of(Change.put(BACKEND, "STRIPE_KEY", Value.secret("three"))), "anna");
    var register = new KeyRegister(store.store(), NOON);
    var outcome = new Rotation(seal, register, List.of(variables.sealedValues())).run();
    assertThat(outcome.resealed()).containsEntry("variables", 3);
    var restarted =
        new Variables(store.store(), register.seal(folder.resolve("secrets.key")), NOON);
    assertThat(restarted.at(PRODUCTION, 1).value(BACKEND, "STRIPE_KEY"))
        .contains(Value.secret("one"));
    assertThat(restarted.current(PRODUCTION).value(BACKEND, "STRIPE_KEY"))
        .contains(Value.secret("two"));
    assertThat(restarted.staged(PRODUCTION).entries()).hasSize(1);
  }

  @Test
  void mistakesAreNamedWithTheNearestRightName() {
    put("STRIPE_KEY", Value.secret("one"));
    assertThatThrownBy(
            () ->
                variables.change(
                    PRODUCTION, 1, List.of(Change.unset(BACKEND, "STRIPE_KEZ")), by("anna")))
        .hasMessageContaining("SLIP-7354 erp/production: STRIPE_KEZ is not set for backend")
        .hasMessageContaining("did you mean STRIPE_KEY?");
    assertThatThrownBy(() -> Change.put(BACKEND, "MY-VAR", Value.plain("x")))
        .hasMessageContaining("SLIP-7351 \"MY-VAR\"")
        .hasMessageContaining("MY_VAR");
    assertThatThrownBy(() -> Change.put(BACKEND, "X", Value.plain("a\0b")))
        .hasMessageContaining("SLIP-7352 X: no process can be given this value");
    assertThatThrownBy(() -> new Holder("Back End")).hasMessageContaining("SLIP-7350");
  }

  @Test
  void generatesWhatIsMissingOnceAndForAll() {
    put("KEPT_SECRET", Value.secret("mine"));
    var lengths = Map.of("KEPT_SECRET", 32, "SIGNING_SECRET", 64);
    var first = variables.generateMissing(PRODUCTION, BACKEND, lengths, by("slipway"));
    assertThat(first.value(BACKEND, "KEPT_SECRET")).contains(Value.secret("mine"));
    var made = (Value.Secret) first.value(BACKEND, "SIGNING_SECRET").orElseThrow();
    assertThat(made.value().reveal()).hasSize(64);
    var again = variables.generateMissing(PRODUCTION, BACKEND, lengths, by("slipway"));
    assertThat(again).isEqualTo(first);
  }

  @Test
  void aProcessGetsTheValuesAndItsOutputTheMask() {
    put("STRIPE_KEY", Value.secret("sk_live_1"));
    var configuration = put("LOG_LEVEL", Value.plain("info"));
    var resolved =
        ResolvedVariables.of(configuration.of("backend", List.of()), OutsideStores.none());
    assertThat(resolved.values())
        .containsEntry("STRIPE_KEY", "sk_live_1")
        .containsEntry("LOG_LEVEL", "info");
    assertThat(resolved.mask().hide("charging with sk_live_1 at info"))
        .isEqualTo("charging with " + Mask.MARK + " at info");
    assertThat(resolved.toString()).isEqualTo("2 variables");
    var withReference = put("DB_PASSWORD", Value.reference("vault:secret/erp/db#password"));
    assertThatThrownBy(
            () ->
                ResolvedVariables.of(withReference.of("backend", List.of()), OutsideStores.none()))
        .hasMessageContaining(
            "SLIP-7313 vault:secret/erp/db#password: no vault store is connected");
  }
}
