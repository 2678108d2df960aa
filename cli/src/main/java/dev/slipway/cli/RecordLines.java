package dev.slipway.cli;

import dev.slipway.kit.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A deployment's record as a person reads it; all of it is in the JSON. */
record RecordLines(JsonNode record) {
  List<String> all() {
    var lines = new ArrayList<String>();
    promotion(lines);
    commits(lines);
    for (var found : record.path("preflight")) {
      if (!text(found, "verdict").equals("good")) {
        add(lines, "Preflight", text(found, "subject") + ": " + text(found, "fact"));
      }
    }
    for (var one : record.path("backup")) {
      add(lines, "Backup", text(one, "database") + ": " + text(one, "text"));
    }
    for (var one : record.path("plan")) {
      add(lines, "Database", text(one, "database"));
      one.path("lines").forEach(line -> lines.add("    " + line.asString("")));
    }
    var old = record.path("onNewSchema").path("oldCode");
    if (!old.isMissingNode()) {
      add(
          lines,
          "Old code",
          text(old, "release")
              + " on the new schema: "
              + text(old, "verdict").toLowerCase(java.util.Locale.ROOT)
              + ", "
              + old.path("passed").asInt(0)
              + " of "
              + old.path("of").asInt(0)
              + " checks pass");
    }
    for (var said : record.path("approval").path("said")) {
      var word = said.path("approves").asBoolean(false) ? "yes" : "no";
      add(lines, "Approval", word + ", " + text(said, "who") + " " + text(said, "note"));
    }
    for (var one : record.path("restorePoints")) {
      var point = one.path("point");
      add(
          lines,
          "Restore point",
          text(point, "name")
              + " at "
              + text(point, "position")
              + ", "
              + seconds(text(point, "at")));
    }
    for (var one : record.path("migration").path("statements")) {
      add(lines, "Migrated", statement(one));
    }
    checks(lines, "Verify");
    checks(lines, "Confirm");
    var proof = record.path("backupProof").path("backup").path("proof");
    if (!proof.isMissingNode()) {
      var good = proof.path("findings").isEmpty();
      add(
          lines,
          "Proof",
          (good ? "backup proven: restored in " : "backup did not stand its drill: ")
              + human(text(proof, "restoreTook"))
              + ", "
              + proof.path("rows").asLong(0)
              + " rows");
    }
    return lines;
  }

  private void commits(List<String> lines) {
    var list = record.path("commits");
    if (list.isMissingNode()) {
      return;
    }
    var commit = text(list, "commit");
    var place =
        (commit.isEmpty() ? "" : commit.substring(0, Math.min(7, commit.length())) + " ")
            + (list.path("uncommitted").asBoolean(false) ? "and changes not committed " : "");
    var unknown = text(list, "unknown");
    var count = list.path("count").asInt(0);
    add(
        lines,
        "Commits",
        place
            + (unknown.isEmpty()
                ? "(" + count + " since " + text(list, "since") + ")"
                : "(" + unknown + ")"));
    for (var one : list.path("commits")) {
      lines.add("    " + text(one, "subject") + "  (" + text(one, "author") + ")");
    }
  }

  private static String statement(JsonNode one) {
    return text(one, "file")
        + ":"
        + one.path("line").asInt(0)
        + " took "
        + human(text(one, "took"))
        + (one.path("predicted").isString()
            ? " (predicted " + human(text(one, "predicted")) + ")"
            : "");
  }

  private void checks(List<String> lines, String moment) {
    for (var result : record.path(moment.toLowerCase(java.util.Locale.ROOT))) {
      add(lines, moment, text(result, "name") + ": " + text(result, "fact"));
    }
  }

  private static void add(List<String> lines, String title, String text) {
    lines.add(String.format("  %-14s %s", title, text.strip()));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static String seconds(String at) {
    return at.isEmpty() ? "" : Times.said(Instant.parse(at));
  }

  private static String human(String duration) {
    return duration.isEmpty() ? "?" : Durations.human(Duration.parse(duration));
  }

  private void promotion(List<String> lines) {
    var promotion = record.path("promotion");
    if (!promotion.isMissingNode()) {
      var followed = text(promotion, "how").equals("following") ? ", by its trigger" : "";
      add(
          lines,
          "Promoted",
          "from " + text(promotion, "from") + " " + text(promotion, "version") + followed);
    }
    var hotfix = text(promotion, "hotfix") + text(record, "hotfix");
    if (!hotfix.isEmpty()) {
      add(lines, "Hotfix", hotfix);
    }
    for (var one : record.path("criteria")) {
      var asks = text(one, "asks");
      add(
          lines,
          "Criterion",
          text(one, "name")
              + ", "
              + text(one, "standing").toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
              + (asks.isEmpty() ? "" : " (" + asks + ")")
              + ": "
              + text(one, "evidence"));
    }
    var behind = text(record.path("behind"), "text");
    if (!behind.isEmpty()) {
      add(lines, "Behind", behind + ": " + text(record.path("behind"), "command"));
    }
  }
}
