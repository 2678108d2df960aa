package dev.slipway.manifest.drafts;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of each value of the imported files: carried over to a key, or noted with the reason
 * why not. Carried wins where both are said, as for a value that an anchor brings to two places.
 */
public final class Ledger {
  /** What became of a value. */
  public sealed interface Fate {
    /** It is in the manifest, under this path. */
    record Carried(String to) implements Fate {}

    /** It isn't, and this is why. */
    record Noted(String reason) implements Fate {}
  }

  /** A value of a file and what became of it. */
  public record Line(String file, Place place, Fate fate) {}

  private record Key(String file, int line, int column) {}

  private final Map<Key, Line> lines = new LinkedHashMap<>();

  public void carried(String file, Node node, String to) {
    leaves(node).forEach(place -> put(file, place, new Fate.Carried(to)));
  }

  public void noted(String file, Node node, String reason) {
    leaves(node).forEach(place -> put(file, place, new Fate.Noted(reason)));
  }

  private void put(String imported, Place place, Fate fate) {
    var file = place.file().isEmpty() ? imported : place.file();
    lines.merge(
        new Key(file, place.line(), place.column()),
        new Line(file, place, fate),
        (before, now) -> before.fate() instanceof Fate.Carried ? before : now);
  }

  /** What was carried to this path, or below it, was taken out again. */
  public void leftOut(String path, String reason) {
    lines.replaceAll(
        (key, line) ->
            line.fate() instanceof Fate.Carried carried && isBelow(carried.to(), path)
                ? new Line(line.file(), line.place(), new Fate.Noted(reason))
                : line);
  }

  private static boolean isBelow(String path, String above) {
    return path.equals(above) || path.startsWith(above + ".") || path.startsWith(above + "[");
  }

  /** All of it, file by file in the order of the lines. */
  public List<Line> lines() {
    return lines.values().stream()
        .sorted(
            Comparator.comparing(Line::file)
                .thenComparingInt((Line line) -> line.place().line())
                .thenComparingInt(line -> line.place().column()))
        .toList();
  }

  public List<Line> notCarried() {
    return lines().stream().filter(line -> line.fate() instanceof Fate.Noted).toList();
  }

  public long carriedCount() {
    return lines.values().stream().filter(line -> line.fate() instanceof Fate.Carried).count();
  }

  /** The places of the single values in a node; an empty list or mapping is one too. */
  public static List<Place> leaves(Node node) {
    var found = new ArrayList<Place>();
    collect(node, found);
    return found;
  }

  private static void collect(Node node, List<Place> found) {
    switch (node) {
      case Node.Mapping mapping when !mapping.entries().isEmpty() ->
          mapping.entries().values().forEach(entry -> collect(entry.value(), found));
      case Node.Sequence list when !list.items().isEmpty() ->
          list.items().forEach(item -> collect(item, found));
      default -> found.add(node.place());
    }
  }
}
