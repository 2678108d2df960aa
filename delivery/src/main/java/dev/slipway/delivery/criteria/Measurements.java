package dev.slipway.delivery.criteria;

import dev.slipway.build.BuildLimits;
import dev.slipway.build.BuildProgress;
import dev.slipway.build.BuildRequest;
import dev.slipway.build.Source;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What takes time and machine: the tests of a release, and load where it runs. */
public record Measurements(Records records, Instruments instruments) {

  /**
   * Replaces what was told as to come by what is found now. Whoever does it again after a crash
   * runs again what had not passed: tests that passed on the same sources are not run twice.
   */
  public List<Criterion> measure(
      Candidate candidate, List<Criterion> looked, BuildProgress progress)
      throws InterruptedException {
    var all = new ArrayList<Criterion>();
    for (var one : looked) {
      if (one.standing() != Criterion.Standing.PENDING) {
        all.add(one);
      } else if (one.name().equals("tests")) {
        for (var command : candidate.to().settings().promote().tests()) {
          all.add(test(candidate, command, progress));
        }
      } else {
        progress.begins(one.name() + ": " + one.asks());
        all.add(load(candidate));
      }
    }
    return candidate.withoutWhatAHotfixSkips(all);
  }

  /** In a clean copy of the release's own sources, within the limits of a build. */
  private Criterion test(Candidate candidate, String command, BuildProgress progress)
      throws InterruptedException {
    var request =
        new BuildRequest(
            candidate.app() + "-tests",
            new Source.Folder(candidate.sources()),
            Optional.of(command),
            Map.of("JAVA_HOME", System.getProperty("java.home", ""), "CI", "true"),
            instruments.workshop().files(),
            BuildLimits.USUAL);
    try {
      var built = instruments.workshop().builder().build(request, progress);
      return Criterion.met(
          "tests",
          command,
          built.reused() ? "ended with 0 when it was run on these sources before" : "ended with 0");
    } catch (ProblemException e) {
      var problem = e.problem();
      return problem.kind() == Problem.Kind.FAILED
          ? Criterion.notMet("tests", command, problem.fact(), problem.hint())
          : Criterion.unmeasured("tests", command, problem.fact(), problem.hint());
    }
  }

  private Criterion load(Candidate candidate) {
    var rate = candidate.to().settings().promote().load().orElseThrow();
    var serving = candidate.origin().flatMap(from -> Origin.of(records, candidate, from));
    if (serving.isEmpty()) {
      return Criterion.unmeasured(
          "load",
          LoadTest.asks(rate),
          "it runs nowhere where load could be brought to it",
          "name the environment as promote.from");
    }
    if (!serving.get().isThis()) {
      return Criterion.unmeasured(
          "load",
          LoadTest.asks(rate),
          "what serves in " + serving.get().serving().environment() + " is another release",
          "deploy this one there first");
    }
    var build = records.builds().get(serving.get().serving().build().orElseThrow());
    var from = Environments.of(build, serving.get().serving().environment());
    return new LoadTest(instruments, from, candidate.to()).run(rate);
  }
}
