package dev.slipway.secrets;

import java.util.List;

/** Whoever stores sealed values, as {@link Rotation} sees it: what is there, and how to swap it. */
public interface SealedValues {

  /** As a person calls them: {@code variables}, {@code backup repositories}. */
  String what();

  /** At most so many of the values that are not under the key; empty when all are. */
  List<Stored> notUnder(int key, int atMost);

  /**
   * Swaps the sealed text if it is still the one that was read; false when it changed meanwhile.
   */
  boolean replace(Stored stored, Sealed resealed);

  /** A sealed value in its row. */
  record Stored(String row, Place place, Sealed sealed) {}
}
