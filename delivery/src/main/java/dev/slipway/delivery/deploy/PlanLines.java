package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.Difference;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.approval.Need;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.migration.report.PlanText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deployment's plan as a person reads it. Every figure says on what it is based. */
record PlanLines(Records records, Machinery machinery, Known known, Instant now) {
  private static final int HISTORY = 20;
  private static final int BASED_ON = 5;

  /** What the plan is made of. */
  record Known(
      DeployOrder order,
      ResolvedEnvironment environment,
      Build build,
      RehearseMigrations.Rehearsed rehearsed,
      Optional<CodeTrial.Tried> old,
      Need need) {}

  List<String> all() {
    var lines = new ArrayList<String>();
    lines.add(
        known.order().version()
            + "  "
            + known.order().app()
            + " → "
            + known.order().environment()
            + known.build().commit().map(commit -> "   commit " + shortened(commit)).orElse("")
            + "   plan "
            + known.need().shortHash());
    configuration(lines);
    databases(lines);
    known.old().ifPresent(old -> lines.add(titled("Old code", oldCode(old))));
    lines.add(titled("Strategy", strategy()));
    lines.add(titled("Expected", expected()));
    waysBack(lines);
    lines.add(
        titled(
            "Needs",
            known.need().isAsked()
                ? "approval by "
                    + String.join(", ", known.need().missing(List.of()))
                    + ": "
                    + String.join("; ", known.need().reasons())
                : "no approval"));
    return lines;
  }

  private static String titled(String title, String text) {
    return String.format("%-15s %s", title, text);
  }

  private static String shortened(String commit) {
    return commit.length() > 10 ? commit.substring(0, 10) : commit;
  }

  private Optional<Deployment> serving() {
    return records.deployments().serving(known.order().app(), known.order().environment());
  }

  private void configuration(List<String> lines) {
    var key = new EnvironmentKey(known.order().app(), known.order().environment());
    var now = records.variables().current(key);
    var before =
        records.variables().at(key, serving().map(one -> (int) one.configuration()).orElse(0));
    var changes = before.to(now).stream().map(Difference::line).toList();
    lines.add(
        titled(
            "Configuration",
            changes.isEmpty() ? "unchanged" : Checklist.count(changes.size(), "change")));
    changes.forEach(change -> lines.add("  " + change));
    new VariablesReady(records, machinery)
        .look(known.environment(), Path.of(known.order().folder())).stream()
            .filter(found -> !found.verdict().equals("good"))
            .forEach(found -> lines.add("  " + found.line()));
  }

  private void databases(List<String> lines) {
    for (var name : known.environment().databases().keySet()) {
      var database = known.environment().databases().get(name);
      if (database == null || database.external()) {
        continue;
      }
      var plan =
          known.rehearsed().databases().stream()
              .filter(one -> one.database().equals(name))
              .findFirst();
      if (plan.isPresent()) {
        lines.add("Database " + name);
        PlanText.lines(plan.get().plan()).forEach(line -> lines.add("  " + line));
      } else {
        lines.add(
            titled(
                "Database " + name,
                machinery.databases().exists(known.environment(), name)
                    ? "no migration is pending"
                    : "new: it is made, and all migrations are applied to it"));
      }
    }
  }

  private static String oldCode(CodeTrial.Tried old) {
    return switch (old.verdict()) {
      case WORKS ->
          old.text()
              + " pass on the new schema → rolling is safe, and so is going back to its code";
      case BREAKS -> old.text() + " pass on the new schema; broken: " + old.broken();
      case UNKNOWN -> old.text() + " pass on the new schema; it could not be decided";
    };
  }

  private String strategy() {
    return String.join(
        ", ",
        known.environment().services().entrySet().stream()
            .map(
                service ->
                    service.getKey()
                        + " "
                        + service
                            .getValue()
                            .strategy()
                            .kind()
                            .name()
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace('_', '-')
                        + " ×"
                        + service.getValue().replicas())
            .toList());
  }

  /** From asking to serving, in this environment's own history. */
  private String expected() {
    var took =
        records
            .deployments()
            .history(known.order().app(), known.order().environment(), HISTORY)
            .stream()
            .filter(
                one ->
                    one.kind() == Deployment.Kind.DEPLOY || one.kind() == Deployment.Kind.PROMOTION)
            .filter(one -> one.servingSince().isPresent())
            .map(one -> Duration.between(one.asked().at(), one.servingSince().orElseThrow()))
            .limit(BASED_ON)
            .sorted()
            .toList();
    var migrations =
        known.rehearsed().count() == 0
            ? ""
            : "; migrations " + Durations.human(known.rehearsed().took()) + " (rehearsed)";
    return took.isEmpty()
        ? "not known: nothing was deployed here yet" + migrations
        : "about "
            + Durations.human(took.get(took.size() / 2))
            + " until it serves (median of the last "
            + took.size()
            + ", approvals included)"
            + migrations;
  }

  private void waysBack(List<String> lines) {
    if (serving().isEmpty()) {
      lines.add(titled("Ways back", "none yet: nothing serves before this"));
      return;
    }
    var before = serving().orElseThrow().version();
    var codeOnly =
        known.rehearsed().count() == 0
            ? "code only: open, the schema stays"
            : known
                .old()
                .map(
                    old ->
                        switch (old.verdict()) {
                          case WORKS -> "code only: open, " + before + " works on the new schema";
                          case BREAKS -> "code only: closed, " + before + " breaks on it";
                          case UNKNOWN -> "code only: not known whether " + before + " works";
                        })
                .orElse("code only: not known");
    lines.add(titled("Ways back", codeOnly));
    for (var source : CodeTrial.sources(known.environment())) {
      var backups = machinery.backups().repository(source).backups();
      var text =
          backups.isEmpty()
              ? "code + data: a backup is taken first"
              : "code + data: to before "
                  + known.order().version()
                  + " with the backup of "
                  + Durations.human(Duration.between(backups.getLast().span().stoppedAt(), now))
                  + " ago"
                  + (backups.getLast().isProven() ? ", proven" : ", not proven yet")
                  + "; loses what is written after";
      lines.add(titled("", text));
    }
  }
}
