package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Mistake;
import dev.slipway.manifest.tree.Place;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong, collected. The first mistake of a place is kept and no other: what follows from
 * it, or is found again in another environment, would only be noise.
 */
public final class Mistakes {
  private record At(int line, int column) {}

  private final Map<At, Mistake> found = new LinkedHashMap<>();

  public void add(Mistake mistake) {
    var place = mistake.place();
    found.putIfAbsent(new At(place.line(), place.column()), mistake);
  }

  public void add(Place place, String code, String fact, String hint) {
    add(Mistake.of(place, code, fact, hint));
  }

  /** In the order of the file. */
  public List<Mistake> inOrder() {
    return found.values().stream()
        .sorted(
            Comparator.comparingInt((Mistake mistake) -> mistake.place().line())
                .thenComparingInt(mistake -> mistake.place().column()))
        .toList();
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }
}
