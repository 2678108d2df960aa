package dev.slipway.cli;

import dev.slipway.protocol.variables.ParityTable;

/** Prints the table of a comparison. */
final class ParityLines {
  private ParityLines() {}

  static void print(Terminal terminal, ParityTable table) {
    for (var line : table.lines()) {
      var coloured =
          line.startsWith("✖")
              ? terminal.bad("✖") + line.substring(1)
              : line.startsWith("▲") ? terminal.caution("▲") + line.substring(1) : line;
      terminal.line(coloured);
    }
    terminal.line(count(table.errors(), "error") + ", " + count(table.warnings(), "warning"));
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
