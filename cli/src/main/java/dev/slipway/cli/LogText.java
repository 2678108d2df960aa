package dev.slipway.cli;

import dev.slipway.protocol.LogLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * An entry of a log as a person reads it: when, who, and what was written, as it was written; each
 * of its lines tells so by itself, and can be found by grep.
 */
record LogText(Terminal terminal, boolean own) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  List<String> lines(LogLine line) {
    var head = terminal.faint(TIME.format(line.at()) + "  " + who(line)) + "  ";
    return line.text()
        .lines()
        .map(text -> coloured(line.level(), text))
        .map(text -> head + text)
        .toList();
  }

  private String who(LogLine line) {
    if (own) {
      return line.service();
    }
    var number = line.instance().substring(line.instance().lastIndexOf('-') + 1);
    return line.release().isEmpty()
        ? line.service()
        : line.service() + "-" + number + " " + line.release();
  }

  private String coloured(String level, String text) {
    return switch (level) {
      case "error", "fatal" -> terminal.bad(text);
      case "warn" -> terminal.caution(text);
      case "debug", "trace" -> terminal.faint(text);
      default -> text;
    };
  }
}
