package dev.slipway.logs.search;

import dev.slipway.kit.Problem;
import dev.slipway.logs.Entry;
import dev.slipway.logs.ShelfName;
import java.time.Instant;
import java.util.Comparator;

/** The place of an entry among all that are searched: what a page goes on behind. */
public record Mark(Instant at, String part, long number) implements Comparable<Mark> {
  private static final Comparator<Mark> ORDER =
      Comparator.comparing(Mark::at).thenComparing(Mark::part).thenComparingLong(Mark::number);

  static Mark of(ShelfName shelf, Entry entry) {
    return new Mark(entry.at(), shelf.place() + "/" + shelf.part(), entry.number());
  }

  @Override
  public int compareTo(Mark other) {
    return ORDER.compare(this, other);
  }

  /** As it stands in an address. */
  public String text() {
    return at + "~" + number + "~" + part;
  }

  public static Mark parse(String text) {
    var words = text.split("~", 3);
    try {
      return new Mark(Instant.parse(words[0]), words[2], Long.parseLong(words[1]));
    } catch (RuntimeException notOurs) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7904",
              text + " is no place in a log",
              "take the one that the page before this one ended with")
          .exception(notOurs);
    }
  }
}
