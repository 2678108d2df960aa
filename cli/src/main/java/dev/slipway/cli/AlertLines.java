package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.alert.AlertLine;
import dev.slipway.protocol.alert.AlertList;
import dev.slipway.protocol.alert.SilenceLine;
import java.time.Duration;
import java.time.Instant;

/** Alerts as a person reads them. */
record AlertLines(Terminal terminal) {
  private static final int FIRES = 2;

  /** Shows what is wrong; the verb's exit code. */
  static int list(Verb verb, ApiClient api, String path, boolean json) {
    var list = api.get(path, AlertList.class);
    if (json) {
      verb.printJson(list);
    } else {
      new AlertLines(verb.terminal()).print(list);
    }
    var fires = list.alerts().stream().anyMatch(alert -> alert.state().equals("firing"));
    return fires ? FIRES : Verb.DONE;
  }

  void print(AlertList list) {
    if (list.alerts().isEmpty()) {
      terminal.line(
          terminal.good("✔") + " nothing fires in " + list.app() + "/" + list.environment());
    }
    list.alerts().forEach(this::print);
    list.silences().forEach(this::print);
  }

  void print(AlertLine alert) {
    var name = alert.rule() + (alert.object().isEmpty() ? "" : " " + alert.object());
    var end = alert.resolvedAt() == null ? Instant.now() : alert.resolvedAt();
    var length = Durations.human(Duration.between(alert.beganAt(), end));
    terminal.line(
        mark(alert)
            + " "
            + terminal.strong(name)
            + "  "
            + alert.state()
            + ", for "
            + length
            + " since "
            + Times.said(alert.beganAt()));
    terminal.line("    is         " + (alert.measured() ? "" : "not measured: ") + alert.value());
    terminal.line("    should be  " + alert.limit());
    terminal.line("    follows    " + alert.consequence());
  }

  private String mark(AlertLine alert) {
    return switch (alert.state()) {
      case "firing" -> terminal.bad("✖");
      case "resolved" -> terminal.good("✔");
      default -> terminal.caution("▲");
    };
  }

  private void print(SilenceLine silence) {
    terminal.line(
        terminal.faint(
            "○ silenced until "
                + Times.said(silence.until())
                + " by "
                + silence.by()
                + (silence.rule() == null ? "" : ": " + silence.rule())
                + (silence.why().isEmpty() ? "" : " (" + silence.why() + ")")));
  }
}
