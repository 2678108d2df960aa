package dev.slipway.build;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.Exit;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.runtime.contract.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs a build's command as a one-off: under its user, within its limits, with its whole tree. */
record BuildCommand(BuildRequest request, Workspace workspace, InstanceRuntime runtime) {
  private static final int LINES_TOLD = 20;
  private static final int LINES_FOLLOWED = 1_000;
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 127;

  void run(Path log, BuildProgress progress) throws IOException, InterruptedException {
    var id = workspace.command();
    var limit = request.limits().time().plus(MARGIN);
    try {
      var instance = runtime.start(spec());
      runtime.output(id).follow(LINES_FOLLOWED, limit, progress::line);
      var exit = runtime.awaitEnd(id, MARGIN);
      Files.copy(instance.output(), log, StandardCopyOption.REPLACE_EXISTING);
      if (exit.isEmpty() || !exit.get().isSuccess()) {
        throw failed(exit.map(Exit::text).orElse("its end was not seen"), code(exit));
      }
    } catch (InterruptedException e) {
      runtime.stop(id, Duration.ofSeconds(2));
      throw e;
    }
  }

  private static int code(Optional<Exit> exit) {
    return exit.map(Exit::code).orElse(-1);
  }

  private InstanceSpec spec() {
    return new InstanceSpec(
        workspace.command(),
        Map.of("build", request.name()),
        new Artefact("workspace:" + workspace.command(), workspace.source()),
        new Launch(
            request.command().orElseThrow(), workspace.environment(request), OptionalInt.empty()),
        Limits.ofMemory(request.limits().memory()),
        new Lifetime.OneOff(request.limits().time()));
  }

  private RuntimeException failed(String how, int code) {
    var lines = runtime.output(workspace.command()).last(LINES_TOLD);
    var fact = new StringBuilder(request.name() + " was not built: " + how);
    for (var i = 0; i < lines.size(); i++) {
      fact.append(i == 0 ? "\n  Last lines   " : "\n               ").append(lines.get(i));
    }
    return Problem.of(Problem.Kind.FAILED, "SLIP-7106", fact.toString(), hint(how, code))
        .exception();
  }

  private String hint(String how, int code) {
    if (code == NOT_FOUND) {
      return "a program that the command calls isn't on this machine: install it";
    }
    if (how.contains("memory limit")) {
      return "a build may use " + request.limits().memory().human() + ": let it use more";
    }
    if (how.contains("time limit")) {
      return "a build may take "
          + Durations.human(request.limits().time())
          + ": let it take longer";
    }
    return "run the command yourself in a clean checkout: " + request.command().orElse("");
  }
}
