package dev.slipway.watch.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The last answers of one probe. It is down once three of five failed, and up again once three in a
 * row passed: what fails now and then is neither told nor hidden.
 */
final class Window {
  private static final int SIZE = 5;
  private static final int ENOUGH = 3;

  private final Deque<Probe.Result> last = new ArrayDeque<>();
  private Optional<String> down = Optional.empty();

  void add(Probe.Result result) {
    last.addLast(result);
    if (last.size() > SIZE) {
      last.removeFirst();
    }
    var failed = last.stream().filter(Probe.Result.Failed.class::isInstance).count();
    var passed = last.reversed().stream().takeWhile(Probe.Result.Passed.class::isInstance).count();
    if (result instanceof Probe.Result.Failed(var why) && (down.isPresent() || failed >= ENOUGH)) {
      down = Optional.of(why);
    } else if (passed >= ENOUGH) {
      down = Optional.empty();
    }
  }

  /** Why it is down. */
  Optional<String> down() {
    return down;
  }

  /** Why it could not be asked the last time. */
  Optional<String> unmeasured() {
    return last.peekLast() instanceof Probe.Result.NotMade(var why)
        ? Optional.of(why)
        : Optional.empty();
  }
}
