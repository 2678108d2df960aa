package dev.slipway.logs.shelf;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far each source was read. Written together with the entries that were read: after a death the
 * two can't differ.
 */
public record Cursors(Map<String, Long> places) {
  public static final Cursors NONE = new Cursors(Map.of());

  public Cursors {
    places = Map.copyOf(places);
  }

  Cursors with(Map<String, Long> moved) {
    var all = new TreeMap<>(places);
    all.putAll(moved);
    return new Cursors(all);
  }

  /** Without those of sources that are gone. */
  Cursors only(Set<String> sources) {
    var all = new TreeMap<>(places);
    all.keySet().retainAll(sources);
    return new Cursors(all);
  }
}
