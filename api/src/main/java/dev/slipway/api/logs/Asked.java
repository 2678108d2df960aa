package dev.slipway.api.logs;

import dev.slipway.api.Call;
import dev.slipway.api.Query;
import dev.slipway.kit.Problem;
import dev.slipway.logs.Level;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.search.Question;
import dev.slipway.logs.search.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What somebody wants to read.
 *
 * @param parts whose: all of a place, or a service
 * @param lines so many of the last; empty for all, the oldest first
 */
record Asked(
    Predicate<ShelfName> parts, Question question, Optional<Integer> lines, boolean follow) {
  private static final int USUAL_LINES = 100;
  private static final int MOST_LINES = 10_000;

  static List<Query> queries() {
    return List.of(
        Query.text("service", "of this service only; \"database\" for the database's own words"),
        Query.text("release", "of this release only: v52"),
        Query.text("instance", "of this instance only"),
        Query.word(
            "level", "this grave or graver", "trace", "debug", "info", "warn", "error", "fatal"),
        Query.text("since", "this instant or later, such as 2026-11-21T22:30:00Z"),
        Query.text("until", "before this instant"),
        Query.text("grep", "a line of it matches this regular expression (RE2)"),
        Query.word("ignore-case", "true to match small and large letters alike", "true", "false"),
        Query.word("follow", "true for what is written from now on as well", "true", "false"),
        Query.word("all", "true for everything, the oldest first", "true", "false"),
        Query.number("lines", "so many of the last", new Query.Whole(USUAL_LINES, 0, MOST_LINES)));
  }

  static Asked of(Call call) {
    var question = Question.EVERYTHING.from(release(call), call.query("instance"));
    var since = instant(call, "since");
    if (since.isPresent()) {
      question = question.since(since.get());
    }
    var until = instant(call, "until");
    if (until.isPresent()) {
      question = question.until(until.get());
    }
    var level = call.query("level").flatMap(Level::of);
    if (level.isPresent()) {
      question = question.level(level.get());
    }
    var grep = call.query("grep");
    if (grep.isPresent()) {
      question = question.words(Words.of(grep.get(), is(call, "ignore-case")));
    }
    var service = call.query("service");
    return new Asked(
        shelf -> service.map(name -> name.equals(shelf.part())).orElse(true),
        question,
        is(call, "all") ? Optional.empty() : Optional.of((int) call.number("lines")),
        is(call, "follow"));
  }

  private static boolean is(Call call, String name) {
    return call.query(name).filter("true"::equals).isPresent();
  }

  private static Optional<String> release(Call call) {
    return call.query("release").map(name -> name.startsWith("v") ? name : "v" + name);
  }

  private static Optional<Instant> instant(Call call, String name) {
    return call.query(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw Problem.of(
                        Problem.Kind.BAD_INPUT,
                        "SLIP-8534",
                        name + ": \"" + text + "\" is no instant",
                        "write it as 2026-11-21T22:30:00Z")
                    .exception(e);
              }
            });
  }
}
