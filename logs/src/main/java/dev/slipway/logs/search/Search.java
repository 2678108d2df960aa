package dev.slipway.logs.search;

import dev.slipway.logs.Entry;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.shelf.Block;
import dev.slipway.logs.shelf.Shelf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Looks through shelves in the order of time. Blocks overlap in time, because many write at once
 * and what was written while nobody read comes late: an entry is told only when no block that was
 * not unpacked yet can hold one that comes before it.
 */
public final class Search {
  private static final int[] NO_GRAMS = {};

  private final Map<ShelfName, Shelf> shelves;
  private final Question question;
  private final Direction direction;
  private final int[] grams;

  public Search(Map<ShelfName, Shelf> shelves, Question question, Direction direction) {
    this.shelves = shelves;
    this.question = question;
    this.direction = direction;
    this.grams = question.words().map(Words::grams).orElse(NO_GRAMS);
  }

  private record Packed(ShelfName shelf, Block block) {}

  /**
   * The next entries.
   *
   * @param behind where the page before ended
   * @param limit of time: a search that takes longer tells what it has, and where it goes on
   */
  public Page page(Optional<Mark> behind, int most, Duration limit) throws IOException {
    var deadline = System.nanoTime() + limit.toNanos();
    var order = direction.order();
    var packed = new PriorityQueue<Packed>(Comparator.comparing(this::first, order));
    var seen = new PriorityQueue<Found>(Comparator.comparing(Found::mark, order));
    for (var shelf : shelves.entrySet()) {
      var view = shelf.getValue().view();
      view.blocks().stream()
          .filter(block -> mayAnswer(block, behind))
          .forEach(block -> packed.add(new Packed(shelf.getKey(), block)));
      see(shelf.getKey(), view.open(), behind, seen);
    }
    var found = new ArrayList<Found>();
    while (found.size() < most) {
      var next = seen.peek();
      var nearest = packed.peek();
      if (next != null && (nearest == null || order.compare(next.mark(), first(nearest)) < 0)) {
        found.add(seen.remove());
      } else if (nearest == null) {
        return new Page(found, Optional.empty());
      } else if (System.nanoTime() > deadline && isFurther(first(nearest), behind)) {
        return new Page(found, Optional.of(first(nearest)));
      } else {
        var one = packed.remove();
        see(one.shelf(), one.block().entries(grams), behind, seen);
      }
    }
    return new Page(found, Optional.of(found.getLast().mark()));
  }

  /** A search that stops goes on further than it began, or whoever asks again would never end. */
  private boolean isFurther(Mark mark, Optional<Mark> behind) {
    return behind.filter(begun -> direction.order().compare(mark, begun) <= 0).isEmpty();
  }

  private void see(
      ShelfName shelf, List<Entry> entries, Optional<Mark> behind, PriorityQueue<Found> seen) {
    for (var entry : entries) {
      if (question.isMetBy(entry)
          && behind
              .filter(mark -> direction.order().compare(Mark.of(shelf, entry), mark) <= 0)
              .isEmpty()) {
        seen.add(new Found(shelf, entry));
      }
    }
  }

  /** Where the earliest of a block's entries in our order can lie; nothing lies there itself. */
  private Mark first(Packed one) {
    var newest = direction == Direction.NEWEST_FIRST;
    return newest
        ? new Mark(one.block().to(), "￿", Long.MAX_VALUE)
        : new Mark(one.block().from(), "", 0);
  }

  private boolean mayAnswer(Block block, Optional<Mark> behind) {
    return question.since().filter(from -> block.to().isBefore(from)).isEmpty()
        && question.until().filter(end -> !block.from().isBefore(end)).isEmpty()
        && question.level().filter(least -> !block.hasLevelFrom(least)).isEmpty()
        && block.hasOrigin(question::isFrom)
        && behind.filter(mark -> isBefore(block, mark.at())).isEmpty();
  }

  /** All of it lies on the side of the mark that was told already. */
  private boolean isBefore(Block block, Instant mark) {
    return direction == Direction.NEWEST_FIRST
        ? block.from().isAfter(mark)
        : block.to().isBefore(mark);
  }
}
