package dev.slipway.delivery.deploy;

import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.parity.DeclaredExpectations;
import dev.slipway.catalog.variables.parity.Finding;
import dev.slipway.catalog.variables.parity.Parity;
import dev.slipway.catalog.variables.parity.ParityReport;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether every variable has a value, and how the environment stands beside its neighbour. */
record VariablesReady(Records records, Machinery machinery) {
  List<Evidence> look(ResolvedEnvironment environment, Path folder) {
    var found = new ArrayList<Evidence>(missing(environment));
    var neighbour = environment.settings().promote().from();
    if (neighbour.isPresent()
        && records.deployments().serving(environment.app(), neighbour.get()).isPresent()) {
      found.add(parity(environment, neighbour.get(), folder));
    }
    return found;
  }

  private List<Evidence> missing(ResolvedEnvironment environment) {
    var key = new EnvironmentKey(environment.app(), environment.name());
    var configuration = records.variables().current(key);
    return ReleaseInstances.running(environment).stream()
        .map(
            service -> {
              var missing =
                  machinery
                      .running()
                      .variables()
                      .missing(environment, service.name(), configuration);
              return missing.isEmpty()
                  ? Evidence.good("variables of " + service.name(), "none is missing")
                  : Evidence.bad(
                      "variables of " + service.name(),
                      "no value for " + String.join(", ", missing),
                      "slipway env set " + environment.name() + " " + missing.getFirst() + "=…");
            })
        .toList();
  }

  private Evidence parity(ResolvedEnvironment environment, String neighbour, Path folder) {
    var report = report(environment, neighbour, folder);
    var subject = "parity with " + neighbour;
    var gate = report.gate();
    if (gate.isPresent()) {
      return Evidence.bad(subject, gate.get().fact(), gate.get().hint());
    }
    if (report.warnings() == 0) {
      return Evidence.good(subject, "no finding");
    }
    var fact = String.join(" · ", warnings(report));
    var hint = "slipway env diff " + neighbour + " " + environment.name();
    return environment.settings().promote().parity()
        ? Evidence.bad(subject, fact, hint)
        : Evidence.caution(subject, fact, hint);
  }

  ParityReport report(ResolvedEnvironment environment, String neighbour, Path folder) {
    return Parity.between(
        records.variables().current(new EnvironmentKey(environment.app(), neighbour)),
        records.variables().current(new EnvironmentKey(environment.app(), environment.name())),
        DeclaredExpectations.in(folder, environment.name()));
  }

  private static List<String> warnings(ParityReport report) {
    return report.rows().stream()
        .flatMap(
            row ->
                row.findings().stream()
                    .filter(finding -> finding.level() == Finding.Level.WARNING)
                    .map(finding -> row.name() + " " + finding.text()))
        .toList();
  }
}
