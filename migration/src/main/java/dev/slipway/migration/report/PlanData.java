package dev.slipway.migration.report;

import dev.slipway.migration.history.Status;
import dev.slipway.migration.plan.Finding;
import dev.slipway.migration.plan.Grade;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.plan.PlannedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans and states as maps and lists, ready to be written as JSON. */
public final class PlanData {
  private PlanData() {}

  public static Map<String, Object> json(Plan plan) {
    var data = new LinkedHashMap<String, Object>();
    data.put("hash", plan.hash());
    data.put("grade", plan.grade().label());
    data.put("unmeasured", plan.isUnmeasured());
    data.put("migrations", plan.start().migrations());
    data.put("basis", plan.start().basis().text());
    data.put("estimate", plan.start().basis().isEstimate());
    data.put("predictedMillis", plan.predicted().toMillis());
    data.put("statements", plan.statements().stream().map(PlanData::statement).toList());
    data.put("changes", plan.changes().stream().map(change -> change.line()).toList());
    data.put("findings", plan.findings().stream().map(PlanData::finding).toList());
    return data;
  }

  private static Map<String, Object> statement(PlannedStatement statement) {
    var observed = statement.observed();
    var effects = observed.effects();
    var data = new LinkedHashMap<String, Object>();
    data.put("file", observed.place().file());
    data.put("line", observed.place().line());
    data.put("sql", observed.place().sql());
    data.put("grade", statement.grade().label());
    data.put("tookMillis", statement.took().toMillis());
    data.put("heldMillis", statement.held().toMillis());
    data.put(
        "locks",
        effects.locks().stream()
            .map(lock -> Map.of("relation", lock.relation(), "mode", lock.mode().label()))
            .toList());
    data.put(
        "scans",
        effects.scans().stream()
            .map(scan -> Map.of("table", scan.table(), "rows", scan.rows()))
            .toList());
    data.put("rewrites", effects.rewrites().stream().map(one -> one.relation()).toList());
    data.put(
        "drops",
        effects.drops().stream()
            .map(
                drop ->
                    Map.of(
                        "kind", drop.kind(),
                        "name", drop.name(),
                        "rows", drop.rows(),
                        "exact", drop.exact()))
            .toList());
    data.put("walBytes", effects.volume().walBytes());
    data.put("settings", observed.settings());
    data.put("notMeasured", observed.notMeasured());
    data.put("findings", statement.findings().stream().map(PlanData::finding).toList());
    return data;
  }

  private static Map<String, Object> finding(Finding finding) {
    return Map.of(
        "rule", finding.rule(),
        "grade", finding.grade().label(),
        "harm", finding.harm().name().toLowerCase(java.util.Locale.ROOT),
        "sentence", finding.sentence(),
        "safer", finding.safer());
  }

  /** For code scanning: SARIF 2.1.0. */
  public static Map<String, Object> sarif(Plan plan, String directory) {
    var results = new ArrayList<Map<String, Object>>();
    for (var statement : plan.statements()) {
      var place = statement.observed().place();
      for (var finding : statement.findings()) {
        results.add(result(finding, directory + "/" + place.file(), place.line()));
      }
    }
    for (var finding : plan.findings()) {
      results.add(result(finding, directory, 1));
    }
    var driver = Map.of("name", "slipway", "rules", rules(plan));
    return Map.of(
        "version", "2.1.0",
        "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
        "runs", List.of(Map.of("tool", Map.of("driver", driver), "results", results)));
  }

  private static List<Map<String, Object>> rules(Plan plan) {
    return plan.statements().stream()
        .flatMap(statement -> statement.findings().stream())
        .map(Finding::rule)
        .distinct()
        .sorted()
        .map(rule -> Map.<String, Object>of("id", rule))
        .toList();
  }

  private static Map<String, Object> result(Finding finding, String file, int line) {
    var location =
        Map.of(
            "physicalLocation",
            Map.of("artifactLocation", Map.of("uri", file), "region", Map.of("startLine", line)));
    return Map.of(
        "ruleId", finding.rule(),
        "level", finding.grade() == Grade.DANGER ? "error" : "warning",
        "message",
            Map.of(
                "text",
                finding.sentence()
                    + (finding.safer().isEmpty() ? "" : ". Safer: " + finding.safer())),
        "locations", List.of(location));
  }

  public static Map<String, Object> json(Status status) {
    var data = new LinkedHashMap<String, Object>();
    data.put("table", status.table());
    data.put("inSync", status.isInSync());
    data.put(
        "migrations",
        status.lines().stream()
            .map(
                line ->
                    Map.of(
                        "id", line.migration().id(),
                        "file", line.migration().file().toString(),
                        "standing", line.standing().name().toLowerCase(java.util.Locale.ROOT)))
            .toList());
    data.put("missing", status.missing().stream().map(one -> one.id()).toList());
    return data;
  }
}
