package dev.slipway.logs.search;

import dev.slipway.logs.ShelfName;
import dev.slipway.logs.shelf.Shelf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Entries as they come to shelves, those that are made meanwhile among them. */
public final class Following {
  private static final int MOST = 2_000;

  private final Supplier<Map<ShelfName, Shelf>> shelves;
  private final Question question;
  private final Map<ShelfName, Long> next = new HashMap<>();
  private final Map<ShelfName, Long> begun;

  /** Begins with the entries that come from now on. */
  public Following(Supplier<Map<ShelfName, Shelf>> shelves, Question question) {
    this.shelves = shelves;
    this.question = question;
    shelves.get().forEach((name, shelf) -> next.put(name, shelf.end()));
    this.begun = Map.copyOf(next);
  }

  /** Whether it was there when this began: it will not come any more. */
  public boolean comesBefore(Found found) {
    return found.entry().number() < begun.getOrDefault(found.shelf(), 1L);
  }

  /** What came since the call before. */
  public List<Found> more() throws IOException {
    var found = new ArrayList<Found>();
    for (var shelf : shelves.get().entrySet()) {
      var from = next.getOrDefault(shelf.getKey(), 1L);
      if (shelf.getValue().end() > from) {
        var entries = shelf.getValue().from(from, MOST);
        entries.stream()
            .filter(question::isMetBy)
            .forEach(entry -> found.add(new Found(shelf.getKey(), entry)));
        next.put(
            shelf.getKey(),
            entries.isEmpty() ? shelf.getValue().end() : entries.getLast().number() + 1);
      }
    }
    found.sort(Comparator.comparing(Found::mark));
    return found;
  }
}
