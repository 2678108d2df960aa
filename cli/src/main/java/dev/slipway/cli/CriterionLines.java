package dev.slipway.cli;

import dev.slipway.protocol.promotion.CriterionLine;
import java.util.List;

/** Criteria as a person reads them: a mark, a word, what is asked, the evidence; then the hint. */
record CriterionLines(Terminal terminal, List<CriterionLine> lines) {
  private static final int UNMEASURED = 7;

  void print() {
    var widest = lines.stream().mapToInt(one -> one.name().length()).max().orElse(0);
    for (var one : lines) {
      var asks = one.asks().isEmpty() ? "" : terminal.faint(one.asks() + ": ");
      terminal.line(
          "  "
              + mark(one)
              + " "
              + one.name()
              + " ".repeat(widest - one.name().length())
              + "  "
              + asks
              + one.evidence());
      if (!one.hint().isEmpty() && !one.standing().equals("met")) {
        terminal.line(" ".repeat(widest + 6) + terminal.faint("Hint: " + one.hint()));
      }
    }
  }

  private String mark(CriterionLine one) {
    if (one.refuses()) {
      return terminal.bad(one.mark());
    }
    return one.standing().equals("met") ? terminal.good(one.mark()) : one.mark();
  }

  /** 0 when nothing stands against it, 7 when something could not be measured, 1 when it is not. */
  int exitCode() {
    if (lines.stream().noneMatch(CriterionLine::refuses)) {
      return 0;
    }
    var onlyUnmeasured =
        lines.stream().filter(CriterionLine::refuses).allMatch(CriterionLine::isUnmeasured);
    return onlyUnmeasured ? UNMEASURED : 1;
  }
}
