package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.proxy.Deadlines.Deadline;
import dev.slipway.edge.table.CompiledTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;

/** Requests of one loop that wait for a cut-over to be over, in the order in which they came. */
final class HeldRequests {
  /** More than these would only wait to be refused later; also bounds the memory. */
  private static final int MOST = 10_000;

  private record Held(Exchange exchange, Deadline deadline) {}

  private final Deadlines deadlines;
  private ArrayDeque<Held> waiting = new ArrayDeque<>();

  HeldRequests(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  void add(Exchange exchange, Duration limit) {
    if (waiting.size() >= MOST) {
      exchange.answerNow(refusal("too many requests wait for a switch to be over"));
      return;
    }
    var deadline =
        deadlines.open(
            () ->
                exchange.answerNow(
                    refusal("the switch took longer than " + limit.toSeconds() + " s")));
    deadline.in(limit.toNanos());
    waiting.add(new Held(exchange, deadline));
  }

  private static Answer refusal(String fact) {
    return Answer.problem(503, fact, "retry-after: 1\r\n");
  }

  /** Lets everyone go whose pool isn't held any more. */
  void release(CompiledTable table) {
    var all = new ArrayList<>(waiting);
    waiting = new ArrayDeque<>();
    for (var held : all) {
      if (held.exchange().isOver()) {
        held.deadline().close();
      } else if (held.exchange().isStillHeld(table)) {
        waiting.add(held);
      } else {
        held.deadline().close();
        held.exchange().release(table);
      }
    }
  }
}
