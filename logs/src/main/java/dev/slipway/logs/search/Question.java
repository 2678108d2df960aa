package dev.slipway.logs.search;

import dev.slipway.logs.Entry;
import dev.slipway.logs.Level;
import dev.slipway.logs.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * What is looked for. Everything that is asked has to be so.
 *
 * @param since this instant or later
 * @param until before this instant
 * @param level this grave or graver
 */
public record Question(
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<Level> level,
    Optional<String> release,
    Optional<String> instance,
    Optional<Words> words) {
  public static final Question EVERYTHING =
      new Question(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Question since(Instant from) {
    return new Question(Optional.of(from), until, level, release, instance, words);
  }

  public Question until(Instant end) {
    return new Question(since, Optional.of(end), level, release, instance, words);
  }

  public Question level(Level least) {
    return new Question(since, until, Optional.of(least), release, instance, words);
  }

  public Question from(Optional<String> ofRelease, Optional<String> ofInstance) {
    return new Question(since, until, level, ofRelease, ofInstance, words);
  }

  public Question words(Words wanted) {
    return new Question(since, until, level, release, instance, Optional.of(wanted));
  }

  /** Whether an entry answers it. */
  public boolean isMetBy(Entry entry) {
    return since.filter(from -> entry.at().isBefore(from)).isEmpty()
        && until.filter(end -> !entry.at().isBefore(end)).isEmpty()
        && level.filter(least -> entry.level().compareTo(least) < 0).isEmpty()
        && isFrom(entry.origin())
        && words.filter(wanted -> !wanted.in(entry.text())).isEmpty();
  }

  boolean isFrom(Origin origin) {
    return release.filter(wanted -> !wanted.equals(origin.release())).isEmpty()
        && instance.filter(wanted -> !wanted.equals(origin.instance())).isEmpty();
  }
}
