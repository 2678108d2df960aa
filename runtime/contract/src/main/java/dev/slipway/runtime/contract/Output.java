package dev.slipway.runtime.contract;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What an instance wrote to standard output and error. It outlives the instance's processes. */
public interface Output {

  /** The last lines, oldest first, from rotated files too. */
  List<String> last(int lines);

  /**
   * Hands over each line from the given end on, until the instance has ended or the limit is up.
   */
  void follow(int lastLines, Duration limit, Consumer<String> reader) throws InterruptedException;
}
