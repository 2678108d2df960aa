package dev.slipway.web.site;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.Json;
import dev.slipway.web.view.DeploymentView.Plan;
import dev.slipway.web.view.DeploymentView.Statement;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads a deployment's record for what its page says of the database's plan. */
final class DeploymentPlan {
  private DeploymentPlan() {}

  static Optional<Plan> of(String record) {
    var json = Json.tree(record);
    var databases = json.path("plan");
    if (databases.isEmpty()) {
      return Optional.empty();
    }
    var statements = new ArrayList<Statement>();
    var actual = actual(json);
    for (var database : databases) {
      for (var statement : database.path("statements")) {
        statements.add(statement(statement, actual));
      }
    }
    var branch = databases.path(0).path("branchMillis").asLong(0);
    return Optional.of(
        new Plan(
            shortHash(json.path("approval").path("need").path("hash").asString("")),
            "Rehearsed on a copy of the database, ready in " + human(branch) + ".",
            statements,
            oldCode(json)));
  }

  private static Statement statement(JsonNode statement, Map<String, String> actual) {
    var effects = new ArrayList<String>();
    for (var scan : statement.path("scans")) {
      effects.add("scans " + scan.path("table").asString("") + " (" + rows(scan) + " rows)");
    }
    for (var rewrite : statement.path("rewrites")) {
      effects.add("rewrites " + rewrite.asString(""));
    }
    for (var drop : statement.path("drops")) {
      effects.add(
          "drops "
              + drop.path("kind").asString("")
              + " "
              + drop.path("name").asString("")
              + " ("
              + rows(drop)
              + " rows)");
    }
    for (var finding : statement.path("findings")) {
      effects.add(finding.path("sentence").asString(""));
      var safer = finding.path("safer").asString("");
      if (!safer.isEmpty()) {
        effects.add("safer: " + safer);
      }
    }
    var held = statement.path("heldMillis").asLong(0);
    return new Statement(
        grade(statement.path("grade").asString("")),
        place(statement),
        statement.path("sql").asString(""),
        effects.isEmpty()
            ? "no scan, no rewrite, locks held " + human(held)
            : String.join("; ", effects),
        human(statement.path("tookMillis").asLong(0)),
        actual.getOrDefault(place(statement), ""));
  }

  /** What each statement took where it counted, once it was applied there. */
  private static Map<String, String> actual(JsonNode json) {
    var took = new HashMap<String, String>();
    for (var one : json.path("migration").path("statements")) {
      var text = one.path("took").asString("");
      if (!text.isEmpty()) {
        took.put(place(one), Durations.human(Duration.parse(text)));
      }
    }
    return took;
  }

  private static String place(JsonNode statement) {
    return statement.path("file").asString("") + ":" + statement.path("line").asInt(0);
  }

  private static String rows(JsonNode node) {
    return String.format(java.util.Locale.ROOT, "%,d", node.path("rows").asLong(0));
  }

  private static State grade(String label) {
    return switch (label) {
      case "safe" -> State.ok("safe");
      case "danger" -> State.failed("danger");
      default -> State.caution(label);
    };
  }

  private static String oldCode(JsonNode json) {
    var old = json.path("onNewSchema").path("oldCode");
    if (old.isMissingNode() || old.isNull()) {
      return "";
    }
    return "Old code on the new schema: "
        + old.path("release").asString("")
        + " "
        + old.path("verdict").asString("").toLowerCase(java.util.Locale.ROOT)
        + ", "
        + old.path("passed").asInt(0)
        + " of "
        + old.path("of").asInt(0)
        + " checks pass.";
  }

  /** As people compare it: 7d3e·91c4. */
  static String shortHash(String hash) {
    return hash.length() < 8 ? hash : hash.substring(0, 4) + "·" + hash.substring(4, 8);
  }

  private static String human(long millis) {
    return Durations.human(Duration.ofMillis(millis));
  }
}
