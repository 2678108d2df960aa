package dev.slipway.delivery.approval;

import dev.slipway.manifest.model.Trigger;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.migration.plan.Finding;
import dev.slipway.migration.plan.Grade;
import dev.slipway.migration.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a deployment needs before it may change anything.
 *
 * @param hash of all that is approved together: build, variables, migrations
 * @param roles that must each say yes; where there are none and a reason, one person must
 * @param reasons why anybody is asked at all; empty when nobody is
 */
public record Need(String hash, Grade grade, List<String> roles, List<String> reasons) {

  /**
   * Danger is asked about everywhere, because data is at stake, and so is what breaks the code that
   * serves; what is only unpleasant, and what nobody could measure, is asked about where real users
   * are.
   *
   * @param breaks what the release that serves can't do on the new schema
   */
  public static Need of(
      ResolvedEnvironment environment, List<Plan> plans, String hash, Optional<String> breaks) {
    var grade = plans.stream().map(Plan::grade).reduce(Grade.SAFE, Grade::worse);
    var unmeasured = plans.stream().anyMatch(Plan::isUnmeasured);
    var roles = environment.settings().approvals();
    var reasons = new ArrayList<String>();
    if (!roles.isEmpty()) {
      reasons.add(environment.name() + " asks for " + String.join(", ", roles));
    }
    if (environment.settings().trigger() instanceof Trigger.Approved approved) {
      reasons.add(onApproval(environment.name(), approved.toString()));
    }
    if (grade == Grade.DANGER) {
      reasons.add("danger: " + worst(plans));
    } else if (environment.isProduction() && (grade == Grade.CAUTION || unmeasured)) {
      reasons.add("caution in production: " + worst(plans));
    }
    breaks.ifPresent(reasons::add);
    return new Need(hash, grade, List.copyOf(roles), List.copyOf(reasons));
  }

  /** The same, asked about even though its own manifest doesn't: an earlier one did. */
  public Need onApproval(String environment) {
    return isAsked()
        ? this
        : new Need(hash, grade, roles, List.of(onApproval(environment, "approved")));
  }

  private static String onApproval(String environment, String trigger) {
    return environment + " takes only what somebody approved (trigger: " + trigger + ")";
  }

  private static String worst(List<Plan> plans) {
    return plans.stream()
        .flatMap(
            plan ->
                Stream.concat(
                    plan.findings().stream(),
                    plan.statements().stream().flatMap(one -> one.findings().stream())))
        .max(java.util.Comparator.comparing(Finding::grade))
        .map(Finding::sentence)
        .orElse("could not be measured");
  }

  public boolean isAsked() {
    return !reasons.isEmpty();
  }

  /** As people compare it: 7d3e·91c4. */
  public String shortHash() {
    return shortHash(hash);
  }

  static String shortHash(String hash) {
    return hash.substring(0, 4) + "·" + hash.substring(4, 8);
  }

  /** What is still missing when these have spoken; empty when nothing is. */
  public List<String> missing(List<Consent> consents) {
    var yes = consents.stream().filter(one -> one.approves() && one.hash().equals(hash)).toList();
    if (!isAsked()) {
      return List.of();
    }
    if (roles.isEmpty()) {
      return yes.isEmpty() ? List.of("anybody who may approve") : List.of();
    }
    return Voices.missing(roles, yes);
  }
}
