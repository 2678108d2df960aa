package dev.slipway.logs.collect;

import dev.slipway.logs.Origin;
import dev.slipway.logs.ShelfName;
import dev.slipway.runtime.contract.Output;
import dev.slipway.secrets.Mask;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Something that writes into a file without us.
 *
 * @param id the same for as long as it is the same output, across our own restarts
 * @param mask what must not be shown, asked for each time: secrets change
 * @param opening begins to read at a place, in bytes of all that was ever written
 */
public record Source(
    String id, ShelfName shelf, Origin origin, Supplier<Mask> mask, Opening opening) {

  /** Opens the output for reading. */
  @FunctionalInterface
  public interface Opening {
    Output.Reading from(long place) throws IOException;
  }
}
