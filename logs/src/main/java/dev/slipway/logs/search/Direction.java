package dev.slipway.logs.search;

import java.util.Comparator;

/** Which end of the log comes first. */
public enum Direction {
  NEWEST_FIRST,
  OLDEST_FIRST;

  /** What comes first is smallest. */
  Comparator<Mark> order() {
    return this == NEWEST_FIRST ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }
}
