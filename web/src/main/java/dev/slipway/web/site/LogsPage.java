package dev.slipway.web.site;

import dev.slipway.kit.Problem;
import dev.slipway.logs.Level;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.search.Direction;
import dev.slipway.logs.search.Following;
import dev.slipway.logs.search.Found;
import dev.slipway.logs.search.Mark;
import dev.slipway.logs.search.Question;
import dev.slipway.logs.search.Search;
import dev.slipway.logs.search.Words;
import dev.slipway.logs.shelf.Shelf;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.LogsView;
import dev.slipway.web.view.LogsView.Filter;
import dev.slipway.web.view.LogsView.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the page of what an environment's instances and databases wrote; live at its top. */
final class LogsPage {
  private static final int ROWS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LOOKS = 1_500;
  private static final int LOOKS_TO_KEEP_ALIVE = 75;
  private static final int MOST_MISSED = 1_000;

  private final Plant plant;
  private final Pages pages;

  LogsPage(Plant plant, Pages pages) {
    this.plant = plant;
    this.pages = pages;
  }

  LogsView fill(Ask ask, String app, String environment) {
    var filter = filter(ask);
    var all = plant.logs(app, environment);
    var behind = Optional.of(ask.query("behind")).filter(text -> !text.isEmpty()).map(Mark::parse);
    try {
      var page =
          new Search(wanted(all, filter), question(filter), Direction.NEWEST_FIRST)
              .page(behind, ROWS, LIMIT);
      var path = Paths.logs(app, environment);
      var asked = query(filter);
      return new LogsView(
          app,
          environment,
          filter,
          all.keySet().stream().map(ShelfName::part).toList(),
          page.found().stream().map(LogsPage::row).toList(),
          page.next().map(mark -> path + "?" + asked + "&behind=" + encoded(mark.text())),
          behind.isEmpty() && filter.until().isEmpty()
              ? Optional.of(path + "/events?" + asked + after(page.found()))
              : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Entries as they come, those that the page asks for, and before them those that came since the
   * page was made. It ends after a while, so that who signed out is not told for ever.
   */
  Answer.Live live(Ask ask, String app, String environment) {
    var filter = filter(ask);
    var after = Optional.of(ask.query("after")).filter(text -> !text.isEmpty()).map(Mark::parse);
    var following =
        new Following(() -> wanted(plant.logs(app, environment), filter), question(filter));
    return new Answer.Live() {
      private boolean begun;
      private int looks;

      @Override
      public Optional<String> next() throws InterruptedException {
        if (!begun) {
          begun = true;
          var missed = after.map(mark -> missed(app, environment, filter, mark)).orElse(List.of());
          return Optional.of(
              ": begins\n\n" + events(missed.stream().filter(following::comesBefore)));
        }
        while (looks < LOOKS) {
          var more = more(following);
          looks++;
          if (!more.isEmpty()) {
            return Optional.of(events(more.stream()));
          }
          Thread.sleep(LOOK);
          if (looks % LOOKS_TO_KEEP_ALIVE == 0) {
            return Optional.of(": still here\n\n");
          }
        }
        return Optional.empty();
      }
    };
  }

  private List<Found> missed(String app, String environment, Filter filter, Mark after) {
    try {
      var all = wanted(plant.logs(app, environment), filter);
      return new Search(all, question(filter), Direction.OLDEST_FIRST)
          .page(Optional.of(after), MOST_MISSED, LIMIT)
          .found();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String events(Stream<Found> found) {
    return found
        .map(one -> Steps.event("entry", pages.logRow(row(one))))
        .collect(Collectors.joining());
  }

  private static String after(List<Found> newestFirst) {
    return newestFirst.isEmpty() ? "" : "&after=" + encoded(newestFirst.getFirst().mark().text());
  }

  private static List<Found> more(Following following) {
    try {
      return following.more();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Filter filter(Ask ask) {
    return new Filter(
        ask.query("words").strip(),
        ask.query("level"),
        ask.query("service"),
        ask.query("release"),
        ask.query("since"),
        ask.query("until"));
  }

  private static Map<ShelfName, Shelf> wanted(Map<ShelfName, Shelf> all, Filter filter) {
    all.keySet()
        .removeIf(name -> !filter.service().isEmpty() && !filter.service().equals(name.part()));
    return all;
  }

  private static Question question(Filter filter) {
    var question =
        Question.EVERYTHING.from(
            Optional.of(filter.release()).filter(text -> !text.isEmpty()), Optional.empty());
    if (!filter.words().isEmpty()) {
      question = question.words(Words.of(filter.words(), true));
    }
    if (!filter.since().isEmpty()) {
      question = question.since(instant(filter.since()));
    }
    if (!filter.until().isEmpty()) {
      question = question.until(instant(filter.until()));
    }
    return Level.of(filter.level()).map(question::level).orElse(question);
  }

  /** A field for date and time tells no zone: the page says that it means UTC. */
  private static Instant instant(String text) {
    try {
      return Instant.parse(text.endsWith("Z") ? text : text + (text.length() == 16 ? ":00Z" : "Z"));
    } catch (DateTimeException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8413",
              "\"" + text + "\" is no time",
              "write it as 2026-11-21T22:30:00Z")
          .exception(e);
    }
  }

  private static String query(Filter filter) {
    return Stream.of(
            Map.entry("words", filter.words()),
            Map.entry("level", filter.level()),
            Map.entry("service", filter.service()),
            Map.entry("release", filter.release()),
            Map.entry("since", filter.since()),
            Map.entry("until", filter.until()))
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Row row(Found found) {
    var entry = found.entry();
    var instance = entry.origin().instance();
    return new Row(
        found.mark().text(),
        entry.at(),
        entry.level() == Level.UNKNOWN ? "" : entry.level().word(),
        found.shelf().part(),
        entry.origin().release(),
        instance.substring(instance.lastIndexOf('-') + 1),
        entry.text());
  }
}
