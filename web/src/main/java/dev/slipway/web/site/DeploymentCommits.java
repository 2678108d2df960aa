package dev.slipway.web.site;

import dev.slipway.protocol.Json;
import dev.slipway.web.view.DeploymentView.Commit;
import dev.slipway.web.view.DeploymentView.Commits;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads a deployment's record for what it brings that was not there before. */
final class DeploymentCommits {
  private static final int SHOWN = 50;
  private static final int SHORT = 7;

  private DeploymentCommits() {}

  static Optional<Commits> of(String record) {
    var list = Json.tree(record).path("commits");
    if (!list.isObject()) {
      return Optional.empty();
    }
    var commits = new ArrayList<Commit>();
    for (var one : list.path("commits")) {
      if (commits.size() < SHOWN) {
        commits.add(
            new Commit(brief(text(one, "name")), text(one, "subject"), text(one, "author")));
      }
    }
    var count = list.path("count").asInt(0);
    return Optional.of(new Commits(place(list, count), commits, count - commits.size()));
  }

  private static String place(JsonNode list, int count) {
    var commit = brief(text(list, "commit"));
    var changed = list.path("uncommitted").asBoolean(false) ? " and changes not committed" : "";
    var unknown = text(list, "unknown");
    var rest =
        unknown.isEmpty()
            ? (count == 1 ? "1 commit" : count + " commits") + " since " + text(list, "since")
            : unknown;
    return commit.isEmpty() ? rest : commit + changed + ": " + rest;
  }

  private static String brief(String commit) {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }
}
