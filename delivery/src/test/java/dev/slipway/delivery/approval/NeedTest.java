package dev.slipway.delivery.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.migration.plan.Basis;
import dev.slipway.migration.plan.Budget;
import dev.slipway.migration.plan.Finding;
import dev.slipway.migration.plan.Grade;
import dev.slipway.migration.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NeedTest {
  private static final String HASH = "7d3e91c4" + "0".repeat(56);
  private static final String OTHER = "aaaaaaaa" + "0".repeat(56);

  private static ResolvedEnvironment environment(String name) {
    var manifest =
        ManifestReader.parse(
                "slipway.yaml",
                """
                app: ledger
                services:
                  web: { start: ./run, health: / }
                databases:
                  main: {}
                environments:
                  development: {}
                  production: {}
                  guarded: { approvals: [product-owner, cto] }
                  review: { trigger: approved main }
                """)
            .orThrow();
    return manifest.environment(name).orElseThrow();
  }

  private static Plan plan(Grade grade) {
    var findings =
        grade == Grade.SAFE
            ? List.<Finding>of()
            : List.of(new Finding("x", grade, Finding.Harm.BLOCKING, "blocks for 8 s", ""));
    return new Plan(
        HASH,
        new Plan.Start(List.of("1"), "shape", Basis.whole("a branch"), Optional.empty()),
        List.of(),
        List.of(),
        findings,
        Budget.standard());
  }

  private static Consent yes(String hash, String... roles) {
    return said("ada", hash, Consent.Voice.OF_ALL, roles);
  }

  private static Consent said(String who, String hash, Consent.Voice voice, String... roles) {
    return new Consent(who, Instant.EPOCH, hash, true, List.of(roles), "", voice);
  }

  private static Need need(String environment, Grade grade) {
    return Need.of(environment(environment), List.of(plan(grade)), HASH, Optional.empty());
  }

  @Test
  void whatIsSafeGoesOnByItself() {
    assertThat(need("development", Grade.SAFE).isAsked()).isFalse();
    assertThat(need("production", Grade.SAFE).missing(List.of())).isEmpty();
  }

  @Test
  void cautionIsAskedAboutInProductionAndDangerEverywhere() {
    assertThat(need("development", Grade.CAUTION).isAsked()).isFalse();
    assertThat(need("production", Grade.CAUTION).reasons())
        .containsExactly("caution in production: blocks for 8 s");
    assertThat(need("development", Grade.DANGER).reasons())
        .containsExactly("danger: blocks for 8 s");
    assertThat(need("development", Grade.DANGER).missing(List.of()))
        .containsExactly("anybody who may approve");
    assertThat(need("development", Grade.DANGER).missing(List.of(yes(HASH)))).isEmpty();
  }

  @Test
  void whatBreaksTheCodeThatServesIsAskedAbout() {
    var need =
        Need.of(
            environment("development"),
            List.of(plan(Grade.SAFE)),
            HASH,
            Optional.of("v2 breaks on the new schema: transfer"));
    assertThat(need.reasons()).containsExactly("v2 breaks on the new schema: transfer");
  }

  @Test
  void everyRoleHasToAgreeToExactlyThisHash() {
    var need = need("guarded", Grade.SAFE);
    assertThat(need.shortHash()).isEqualTo("7d3e·91c4");
    assertThat(need.missing(List.of())).containsExactly("product-owner", "cto");
    assertThat(need.missing(List.of(yes(HASH, "cto")))).containsExactly("product-owner");
    assertThat(need.missing(List.of(yes(OTHER, "cto", "product-owner"))))
        .containsExactly("product-owner", "cto");
    var no =
        new Consent("bob", Instant.EPOCH, HASH, false, List.of("cto"), "no", Consent.Voice.OF_ONE);
    assertThat(need.missing(List.of(no, yes(HASH, "product-owner")))).containsExactly("cto");
    assertThat(need.missing(List.of(yes(HASH, "cto"), yes(HASH, "product-owner")))).isEmpty();
  }

  @Test
  void twoRolesAreTwoPeople() {
    var need = need("guarded", Grade.SAFE);
    var ada = said("ada", HASH, Consent.Voice.OF_ONE, "product-owner", "cto");
    assertThat(need.missing(List.of(ada))).containsExactly("cto");
    assertThat(need.missing(List.of(ada, ada))).containsExactly("cto");
    // Bob can only be the product owner, so Ada is counted as the CTO.
    var bob = said("bob", HASH, Consent.Voice.OF_ONE, "product-owner");
    assertThat(need.missing(List.of(ada, bob))).isEmpty();
    assertThat(need.missing(List.of(bob, said("eve", HASH, Consent.Voice.OF_ONE, "product-owner"))))
        .containsExactly("cto");
    // Where nobody else has an account there is nobody else to ask.
    assertThat(need.missing(List.of(yes(HASH, "product-owner", "cto")))).isEmpty();
  }

  @Test
  void whereOnlyRequestsComeSomebodyIsAskedWhateverTheGrade() {
    var need = Need.of(environment("review"), List.of(plan(Grade.SAFE)), HASH, Optional.empty());
    assertThat(need.reasons())
        .containsExactly("review takes only what somebody approved (trigger: approved main)");
    assertThat(need.missing(List.of())).containsExactly("anybody who may approve");
    assertThat(need.missing(List.of(yes(HASH)))).isEmpty();

    var free =
        Need.of(environment("development"), List.of(plan(Grade.SAFE)), HASH, Optional.empty());
    assertThat(free.isAsked()).isFalse();
    assertThat(free.onApproval("development").isAsked()).isTrue();
  }
}
