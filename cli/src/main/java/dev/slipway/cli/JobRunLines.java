package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.job.JobRunLine;
import java.time.Duration;
import java.util.stream.Stream;

/** Runs of jobs as a person reads them. */
record JobRunLines(Terminal terminal) {

  /** How it stands: a mark and a word. */
  String state(JobRunLine run) {
    return switch (run.state()) {
      case "succeeded" -> terminal.good("✔ " + run.state());
      case "failed", "timed-out" -> terminal.bad("✖ " + run.state());
      case "missed", "unseen" -> terminal.caution("▲ " + run.state());
      case "replaced", "skipped" -> terminal.faint("○ " + run.state());
      default -> "… " + run.state();
    };
  }

  /** What is to be said of it beside its state. */
  static String fact(JobRunLine run) {
    var took = run.tookMillis();
    var time = took == null ? "" : Durations.human(Duration.ofMillis(took));
    var tries = run.attempts() > 1 && run.attempt() > 1 ? "try " + run.attempt() : "";
    var by = run.askedBy() == null ? "" : "asked for by " + run.askedBy();
    return String.join(
        ", ",
        Stream.of(time, run.fact(), tries, by).filter(part -> !part.isEmpty()).distinct().toList());
  }
}
