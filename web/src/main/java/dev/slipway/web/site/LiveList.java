package dev.slipway.web.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One open page's list, sent again whenever it has changed. After a while the browser has to come
 * again: who was shut out meanwhile is not let in any more.
 */
final class LiveList implements Answer.Live {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final Tidings tidings;
  private final Tidings.Of list;
  private final Supplier<List<String>> parts;
  private final long end = System.nanoTime() + LIFE.toNanos();
  private String seen;
  private List<String> sent = List.of();

  /**
   * @param seen the edition that the page was written from
   * @param parts the elements of the page that show the list
   */
  LiveList(Tidings tidings, Tidings.Of list, String seen, Supplier<List<String>> parts) {
    this.tidings = tidings;
    this.list = list;
    this.seen = seen;
    this.parts = parts;
  }

  @Override
  public Optional<String> next() throws InterruptedException {
    if (System.nanoTime() - end > 0) {
      return Optional.empty();
    }
    var edition = tidings.await(list, seen, KEEP_ALIVE);
    if (edition.equals(seen)) {
      return Optional.of(": still here\n\n");
    }
    seen = edition;
    var now = parts.get();
    if (now.equals(sent)) {
      return Optional.of(": the same\n\n");
    }
    var before = sent;
    sent = now;
    var text = new StringBuilder();
    for (var part : now) {
      if (!before.contains(part)) {
        text.append(Steps.event("list", part));
      }
    }
    return Optional.of(text.toString());
  }
}
