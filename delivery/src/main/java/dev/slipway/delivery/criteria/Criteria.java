package dev.slipway.delivery.criteria;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.parity.DeclaredExpectations;
import dev.slipway.catalog.variables.parity.Finding;
import dev.slipway.catalog.variables.parity.Parity;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked of a release before it comes into an environment: by {@code promote} in
 * slipway.yaml, and of every promotion. Nothing here changes or disturbs anything, so it can be
 * asked as often as a page is shown.
 */
public record Criteria(Records records, Instruments instruments, Instant now) {

  /** Each criterion with its evidence; what is measured later is told as to come. */
  public List<Criterion> look(Candidate candidate) {
    var found = new ArrayList<Criterion>();
    var promote = candidate.to().settings().promote();
    var origin = candidate.origin();
    var known = origin.flatMap(from -> Origin.of(records, candidate, from));
    origin.ifPresent(from -> found.addAll(ran(candidate, from, known)));
    if (!promote.tests().isEmpty()) {
      found.add(
          Criterion.pending(
              "tests",
              String.join(" && ", promote.tests()),
              "run when it begins, before anything"));
    }
    promote
        .load()
        .ifPresent(
            rate ->
                found.add(
                    Criterion.pending(
                        "load",
                        LoadTest.asks(rate),
                        "brought to " + origin.orElse("") + " when it begins")));
    if (promote.backup()) {
      found.addAll(backups(candidate.to()));
    }
    if (promote.rollback()) {
      found.add(new WayBack(records, instruments, now).look(candidate.to()));
    }
    if (promote.parity()) {
      found.add(parity(candidate, origin));
    }
    return candidate.withoutWhatAHotfixSkips(found);
  }

  /** What follows from its having run somewhere else. */
  private List<Criterion> ran(Candidate candidate, String from, Optional<Origin> known) {
    var found = new ArrayList<Criterion>();
    found.add(from(candidate, from, known));
    onItsWay(candidate.app(), from).ifPresent(found::add);
    found.add(
        known
            .filter(Origin::isThis)
            .map(origin -> new GreenChecks(records).of(origin.serving()))
            .orElseGet(() -> hasNotRun("checks", "", candidate, from)));
    candidate
        .to()
        .settings()
        .promote()
        .soak()
        .ifPresent(
            soak ->
                found.add(
                    known
                        .filter(Origin::isThis)
                        .map(
                            origin ->
                                new Soaking(records, instruments, now).of(origin.serving(), soak))
                        .orElseGet(() -> hasNotRun("soak", Soaking.asks(soak), candidate, from))));
    return found;
  }

  private static Criterion hasNotRun(String name, String asks, Candidate candidate, String from) {
    return Criterion.notMet(
        name, asks, "it has not run in " + from, "slipway deploy " + candidate.app() + " " + from);
  }

  private Criterion from(Candidate candidate, String from, Optional<Origin> known) {
    var wanted = candidate.to().settings().promote().from().orElse(from);
    if (!wanted.equals(from)) {
      return Criterion.notMet(
          "from",
          wanted,
          candidate.to().name() + " takes its releases from " + wanted + ", not from " + from,
          "slipway promote " + wanted + " " + candidate.to().name());
    }
    if (known.isEmpty()) {
      return Criterion.notMet(
          "from",
          from,
          "nothing serves in " + from,
          "slipway deploy " + candidate.app() + " " + from);
    }
    var serving = known.get().serving();
    if (!known.get().isThis()) {
      return Criterion.notMet(
          "from",
          from,
          "what serves in "
              + from
              + " is another release: "
              + serving.version()
              + ", "
              + serving.title(),
          "slipway promote "
              + from
              + " "
              + candidate.to().name()
              + " takes that one, or deploy this one to "
              + from
              + " first");
    }
    return new Soaking(records, instruments, now).stands(serving);
  }

  /** What serves there is about to be another: to promote it now would be a coincidence. */
  private Optional<Criterion> onItsWay(String app, String from) {
    return records.deployments().history(app, from, 3).stream()
        .filter(one -> one.state() == Deployment.State.REQUESTED)
        .findFirst()
        .map(
            one ->
                Criterion.notMet(
                    "calm",
                    "nothing newer on its way to " + from,
                    one.version() + " is: " + one.title(),
                    "wait until it serves or has failed"));
  }

  private List<Criterion> backups(ResolvedEnvironment environment) {
    return environment.databases().entrySet().stream()
        .map(
            database ->
                new ProvenBackup(instruments, now)
                    .of(environment, database.getKey(), database.getValue()))
        .toList();
  }

  private Criterion parity(Candidate candidate, Optional<String> origin) {
    if (origin.isEmpty()) {
      return Criterion.unmeasured(
          "parity", "", "there is no environment to compare with", "name it as promote.from");
    }
    var to = candidate.to();
    var report =
        Parity.between(
            records.variables().current(new EnvironmentKey(to.app(), origin.get())),
            records.variables().current(new EnvironmentKey(to.app(), to.name())),
            DeclaredExpectations.in(candidate.sources(), to.name()));
    var asks = "variables as in " + origin.get();
    var hint = "slipway env diff " + origin.get() + " " + to.name() + " --app " + to.app();
    var gate = report.gate().map(Problem::fact);
    if (gate.isPresent() || report.warnings() > 0) {
      var warnings =
          report.rows().stream()
              .flatMap(
                  row ->
                      row.findings().stream()
                          .filter(finding -> finding.level() == Finding.Level.WARNING)
                          .map(finding -> row.name() + " " + finding.text()))
              .collect(Collectors.joining(" · "));
      return Criterion.notMet("parity", asks, gate.orElse(warnings), hint);
    }
    return Criterion.met("parity", asks, "no finding");
  }
}
