package dev.slipway.server;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the control plane says of itself: a line each, time first. */
final class Logging {
  /**
   * Libraries that tell more of themselves than anybody wants to know. Held here, because a logger
   * that nobody holds is forgotten with its level.
   */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.helidon"), Logger.getLogger("com.zaxxer.hikari"));

  private Logging() {}

  static void toStandardError() {
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    var console = new ConsoleHandler();
    console.setFormatter(new Line());
    console.setLevel(Level.INFO);
    root.addHandler(console);
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord entry) {
      var text =
          entry.getInstant() + " " + entry.getLevel().getName() + " " + formatMessage(entry) + "\n";
      if (entry.getThrown() == null) {
        return text;
      }
      var trace = new java.io.StringWriter();
      entry.getThrown().printStackTrace(new java.io.PrintWriter(trace));
      return text + trace;
    }
  }
}
