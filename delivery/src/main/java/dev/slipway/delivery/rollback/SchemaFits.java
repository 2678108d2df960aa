package dev.slipway.delivery.rollback;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.SchemaFit;
import dev.slipway.delivery.database.MigrationFit;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.protocol.Json;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whether an earlier release's code works on the schema as it is: because it is still its own, or
 * because it was tried on it when the release that changed it was deployed.
 */
record SchemaFits(Records records, Machinery machinery) {
  private static final int MOST_HISTORY = 500;

  SchemaFit of(Deployment to) {
    var releases = machinery.releases(records);
    var fit =
        new MigrationFit(
                machinery.databases(), releases.environment(to), releases.build(to).sources())
            .now();
    return fit instanceof SchemaFit.NotMeasured unknown ? tried(to).orElse(unknown) : fit;
  }

  /** What the trials since then say; nothing when one of them was of other code. */
  private Optional<SchemaFit> tried(Deployment to) {
    var trials =
        records.deployments().history(to.app(), to.environment(), MOST_HISTORY).stream()
            .filter(later -> later.number() > to.number())
            .map(later -> Json.read(records.deployments().recordOf(later), JsonNode.class))
            .filter(record -> record.has("onNewSchema"))
            .map(record -> record.path("onNewSchema").path("oldCode"))
            .toList();
    var all = trials.stream().allMatch(trial -> isOf(trial, to));
    return trials.isEmpty() || !all ? Optional.empty() : verdict(trials.getFirst());
  }

  private static boolean isOf(JsonNode trial, Deployment to) {
    var release = trial.path("release").asString("");
    return release.equals(to.version()) || release.equals(to.releaseVersion());
  }

  private static Optional<SchemaFit> verdict(JsonNode trial) {
    return switch (trial.path("verdict").asString("")) {
      case "WORKS" ->
          Optional.of(new SchemaFit.Fits("it passed its checks on this schema before the switch"));
      case "BREAKS" ->
          Optional.of(
              new SchemaFit.Unfit("it failed on this schema before the switch: " + broken(trial)));
      default -> Optional.empty();
    };
  }

  private static String broken(JsonNode trial) {
    return trial
        .path("entries")
        .valueStream()
        .filter(entry -> entry.path("verdict").asString("").equals("BLAMED"))
        .map(entry -> entry.path("name").asString("") + ": " + entry.path("fact").asString(""))
        .collect(Collectors.joining("; "));
  }
}
