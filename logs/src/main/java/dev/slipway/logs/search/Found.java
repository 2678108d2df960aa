package dev.slipway.logs.search;

import dev.slipway.logs.Entry;
import dev.slipway.logs.ShelfName;

/** An entry, and where it lies. */
public record Found(ShelfName shelf, Entry entry) {
  public Mark mark() {
    return Mark.of(shelf, entry);
  }
}
