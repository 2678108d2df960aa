package dev.slipway.runtime.contract;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why an instance did not become ready, told as somebody would who had looked at the machine. */
record ReadinessStory(ReadinessProbe probe, Diagnosis diagnosis, ProbeAnswers answers, int port) {
  private static final int LINES_SHOWN = 10;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  Problem problem(Duration after) {
    var lines = new ArrayList<String>();
    lines.add(
        probe.service()
            + " did not become ready in "
            + Durations.human(after)
            + " ("
            + probe.text(port)
            + ")");
    lines.add(whatItDoes() + ". " + answers.text());
    answers.lastBody().ifPresent(body -> lines.add("Last answer  " + body));
    var output = lastLines();
    for (var i = 0; i < output.size(); i++) {
      lines.add((i == 0 ? "Last lines   " : "             ") + output.get(i));
    }
    return Problem.of(Problem.Kind.FAILED, "SLIP-7002", String.join("\n  ", lines), hint());
  }

  private List<String> lastLines() {
    var all = diagnosis.lastLines().stream().filter(line -> !line.isBlank()).toList();
    return all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size());
  }

  private String whatItDoes() {
    return switch (diagnosis.status()) {
      case InstanceStatus.CrashLooping loop ->
          "It ended " + loop.ends() + " times in a row: " + loop.last().text();
      case InstanceStatus.Restarting again -> "It ended: " + again.last().text();
      case InstanceStatus.Ended ended -> "It ended: " + ended.exit().text();
      case InstanceStatus.Lost lost -> "It is gone: " + lost.reason();
      case InstanceStatus.Stopping _ -> "It was told to stop meanwhile";
      case InstanceStatus.Running _ -> whereItListens();
    };
  }

  private String whereItListens() {
    if (diagnosis.listeningOn().isEmpty()) {
      return "It runs and listens on no port";
    }
    if (diagnosis.listeningOn().contains(port)) {
      return "It listens on " + port;
    }
    return "It listens on " + ports() + ", not on $PORT (" + port + ")";
  }

  private String ports() {
    return diagnosis.listeningOn().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String hint() {
    return switch (diagnosis.status()) {
      case InstanceStatus.CrashLooping loop -> hintFor(loop.last());
      case InstanceStatus.Restarting again -> hintFor(again.last());
      case InstanceStatus.Ended ended -> hintFor(ended.exit());
      case InstanceStatus.Lost _ -> "start it again";
      case InstanceStatus.Stopping _ -> "wait until it has ended, then start it again";
      case InstanceStatus.Running _ -> hintForRunning();
    };
  }

  private String hintFor(Exit exit) {
    if (exit.cause() == Exit.Cause.MEMORY_LIMIT) {
      return "give it more: " + setting("memory");
    }
    if (exit.cause() == Exit.Cause.MACHINE_MEMORY) {
      return "free memory on the machine, or limit what the services on it may use";
    }
    if (exit.code() == NOT_FOUND) {
      return "the start command, or a program that it calls, isn't there: " + setting("start");
    }
    if (exit.code() == NOT_EXECUTABLE) {
      return "the start command may not be executed: chmod +x it, or name its interpreter";
    }
    if (exit.code() == 0) {
      return "the start command must stay in the foreground: it ended as if all was done";
    }
    return saysPortTaken()
        ? "a port it wants is taken: listen on PORT, which is free"
        : "read its last lines above; all of them: slipway logs " + probe.service();
  }

  private boolean saysPortTaken() {
    return diagnosis.lastLines().stream()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .anyMatch(line -> line.contains("address already in use") || line.contains("eaddrinuse"));
  }

  private String hintForRunning() {
    var listening = diagnosis.listeningOn();
    if (listening.isEmpty()) {
      return "let it listen on PORT, or give it longer: " + setting("health");
    }
    if (!listening.contains(port)) {
      return "start it with PORT, or set services."
          + probe.service()
          + ".port: "
          + listening.getFirst()
          + " in "
          + probe.declaredAt();
    }
    var status = answers.lastStatus();
    if (status == 404) {
      return "nothing is at that path: " + setting("health");
    }
    if (status >= 300 && status < 400) {
      return "a health check must answer 2xx itself, not send elsewhere: " + setting("health");
    }
    if (status >= 500) {
      return "its own health says no: look at its last answer and at what it depends on";
    }
    return status >= 400
        ? "a health check must answer without signing in: " + setting("health")
        : "it takes connections and does not answer in time: look at its last lines";
  }

  private String setting(String key) {
    return "services." + probe.service() + "." + key + " in " + probe.declaredAt();
  }
}
