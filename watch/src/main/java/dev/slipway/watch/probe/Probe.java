package dev.slipway.watch.probe;

import dev.slipway.watch.Watched;
import java.util.Map;

/** Asks one sort of thing in an environment. It has to end within {@link Probes#LIMIT}. */
public interface Probe {

  /** What came of it. */
  sealed interface Result {
    record Passed() implements Result {}

    record Failed(String why) implements Result {}

    /** It could not be asked: whether it is well is not known. */
    record NotMade(String why) implements Result {}
  }

  /** What there is to ask and how it went, by name: {@code address}, {@code database main}. */
  Map<String, Result> ask(Watched watched);
}
