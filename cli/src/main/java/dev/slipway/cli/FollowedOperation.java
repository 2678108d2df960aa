package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.OperationTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows an operation as it happens: a tree that redraws itself to a person, lines that stay to
 * anything else. A stream that breaks is resumed after the last event, so a restart of the control
 * plane is only a pause.
 */
final class FollowedOperation {
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final Duration RECONNECT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ApiClient api;
  private final Terminal terminal;
  private final long number;
  private final OperationTree tree = new OperationTree();
  private final LinkedBlockingQueue<OperationEvent> events = new LinkedBlockingQueue<>();
  private final Set<String> printed = new HashSet<>();
  private volatile boolean over;
  private volatile Optional<Problem> lost = Optional.empty();
  private final int width;
  private int drawn;

  FollowedOperation(ApiClient api, Terminal terminal, long number) {
    this.api = api;
    this.terminal = terminal;
    this.number = number;
    this.width = terminal.isInteractive() ? Terminal.width() : 0;
  }

  /** Returns when the operation has ended: how. */
  OperationState follow() {
    Thread.ofVirtual().start(this::read);
    try {
      while (!over || !events.isEmpty()) {
        var event = events.poll(REDRAW.toMillis(), TimeUnit.MILLISECONDS);
        while (event != null) {
          tree.add(event);
          event = events.poll();
        }
        show();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tree.end().orElseThrow(() -> lost.orElse(unended()).exception());
  }

  private Problem unended() {
    return Problem.of(
        Problem.Kind.UNAVAILABLE,
        "SLIP-9020",
        "operation " + number + ": the control plane stopped telling of it before it ended",
        "slipway operation follow " + number);
  }

  private void read() {
    var last = 0L;
    var patience = Instant.now().plus(PATIENCE);
    while (!over) {
      try (var stream =
          new OperationEvents(api.stream("/v1/operations/" + number + "/events?after=" + last))) {
        for (var next = stream.next(); next.isPresent(); next = stream.next()) {
          last = next.get().number();
          events.add(next.get());
          patience = Instant.now().plus(PATIENCE);
        }
        // The server closes the stream only at the end.
        over = true;
      } catch (IOException | ProblemException e) {
        pauseOrGiveUp(e, patience);
      }
    }
  }

  private void pauseOrGiveUp(Exception e, Instant patience) {
    var problem =
        e instanceof ProblemException known
            ? Optional.of(known.problem())
            : Optional.<Problem>empty();
    var hopeless = problem.filter(known -> known.kind() != Problem.Kind.UNAVAILABLE).isPresent();
    if (hopeless || Instant.now().isAfter(patience)) {
      lost = problem;
      over = true;
    } else {
      LockSupport.parkNanos(RECONNECT.toNanos());
    }
  }

  private void show() {
    if (terminal.isInteractive()) {
      // A line that the terminal wraps would be two to go back over; the last drawing is whole.
      var whole = tree.hasEnded();
      redraw(tree.lines(Instant.now()).stream().map(line -> whole ? line : cut(line)).toList());
    } else {
      tree.settledLines().stream().filter(printed::add).forEach(terminal::line);
    }
  }

  private String cut(String line) {
    return line.length() < width ? line : line.substring(0, width - 2) + "…";
  }

  private void redraw(List<String> lines) {
    var out = terminal.out();
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "F\u001b[J");
    }
    lines.forEach(line -> out.println(coloured(line)));
    out.flush();
    drawn = lines.size();
  }

  private String coloured(String line) {
    if (line.startsWith("  ✔")) {
      return line.replaceFirst("✔", terminal.good("✔"));
    }
    if (line.startsWith("  ✖")) {
      return line.replaceFirst("✖", terminal.bad("✖"));
    }
    return line.startsWith("  ○") ? terminal.faint(line) : line;
  }
}
