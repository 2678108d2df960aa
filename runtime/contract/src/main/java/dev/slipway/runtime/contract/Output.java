package dev.slipway.runtime.contract;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

  /** Reads on from a place, counted in bytes from the first that was ever written. */
  Reading from(long place) throws IOException;

  /** An output that is being read. */
  interface Reading extends AutoCloseable {

    /** Where the next byte comes from; it jumps when what lay between was thrown away. */
    long place();

    /** Fills the array as far as there is something; zero when there is nothing now. */
    int read(byte[] into) throws IOException;

    /** When it was written to last. */
    Instant written() throws IOException;

    @Override
    void close() throws IOException;
  }
}
