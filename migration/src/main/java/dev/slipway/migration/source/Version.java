package dev.slipway.migration.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A version as its tool writes it, compared as numbers: 2 before 10, 1.2 before 1.10. */
public record Version(String text) implements Comparable<Version> {

  @Override
  public int compareTo(Version other) {
    var mine = parts();
    var theirs = other.parts();
    for (var i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
      var order = part(mine, i).compareTo(part(theirs, i));
      if (order != 0) {
        return order;
      }
    }
    return text.compareTo(other.text);
  }

  /** The same number written otherwise, such as 1 and 001, is the same version. */
  public boolean isSameAs(Version other) {
    return normal().equals(other.normal());
  }

  /** Without leading zeros and closing {@code .0}: what two equal versions share. */
  public String normal() {
    var parts = new ArrayList<>(parts());
    while (parts.size() > 1 && parts.getLast().signum() == 0) {
      parts.removeLast();
    }
    return parts.isEmpty()
        ? text
        : String.join(".", parts.stream().map(BigInteger::toString).toList());
  }

  private static BigInteger part(List<BigInteger> parts, int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  private List<BigInteger> parts() {
    if (!text.matches("\\d+([._-]\\d+)*")) {
      return List.of();
    }
    var parts = new ArrayList<BigInteger>();
    for (var part : text.split("[._-]")) {
      parts.add(new BigInteger(part));
    }
    return parts;
  }
}
