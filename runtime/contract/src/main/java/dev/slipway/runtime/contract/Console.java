package dev.slipway.runtime.contract;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A terminal in which a command of the environment runs for a person. It ends with its reader. */
public interface Console extends AutoCloseable {
  OutputStream input();

  InputStream output();

  void resize(int columns, int rows);

  /** The exit code once it ended; empty while it still runs after the limit. */
  OptionalInt await(Duration limit) throws InterruptedException;

  /** Ends the command and all its children. */
  @Override
  void close();
}
