package dev.slipway.delivery.criteria;

import dev.slipway.catalog.Deployment;
import dev.slipway.checks.Outcome;
import dev.slipway.delivery.Records;
import dev.slipway.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a deployment's record says of its checks: before any traffic, and through the edge. */
public record GreenChecks(Records records) {
  private static final String NAME = "checks";

  public Criterion of(Deployment serving) {
    var record = Json.tree(records.deployments().recordOf(checked(serving)));
    var before = results(record.path("verify"));
    var after = results(record.path("confirm"));
    var asks = "of " + serving.version() + " in " + serving.environment();
    var bad = new ArrayList<String>();
    var count = 0;
    for (var results : List.of(before, after)) {
      for (var one : results) {
        count++;
        if (!one.path("outcome").asString("").equals(Outcome.PASSED.name())) {
          bad.add(one.path("name").asString("") + ": " + one.path("fact").asString(""));
        }
      }
    }
    if (!bad.isEmpty()) {
      return Criterion.notMet(
          NAME, asks, String.join("; ", bad), "mend it and deploy to " + serving.environment());
    }
    return count == 0
        ? Criterion.unmeasured(
            NAME,
            asks,
            "nothing was checked there",
            "give a service a health address, or write checks in slipway.yaml")
        : Criterion.met(
            NAME,
            asks,
            before.size() + " before any traffic, " + after.size() + " through the edge, all pass");
  }

  /** A rollback has its release's code, which was checked when that was deployed. */
  private Deployment checked(Deployment serving) {
    return serving.kind() == Deployment.Kind.ROLLBACK
        ? records
            .deployments()
            .find(serving.app(), serving.environment(), serving.release())
            .orElse(serving)
        : serving;
  }

  private static List<JsonNode> results(JsonNode results) {
    var all = new ArrayList<JsonNode>();
    results.forEach(all::add);
    return all;
  }
}
