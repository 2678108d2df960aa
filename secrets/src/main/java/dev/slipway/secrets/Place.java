package dev.slipway.secrets;

import java.util.List;

/**
 * Where a sealed value belongs. It is part of what is sealed: a value that is copied into another
 * row, of another environment say, does not open there.
 */
public record Place(List<String> parts) {
  public Place {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a place has at least one part");
    }
  }

  public static Place of(String... parts) {
    return new Place(List.of(parts));
  }

  /** Each part with its length before it, so that no two places read the same. */
  String bound() {
    var text = new StringBuilder();
    for (var part : parts) {
      text.append(part.length()).append(':').append(part).append('/');
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
