package dev.slipway.logs.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ByteSize;
import dev.slipway.logs.Level;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.TestingLog;
import dev.slipway.logs.shelf.KeepRule;
import dev.slipway.logs.shelf.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final KeepRule SMALL =
      new KeepRule(
          ByteSize.ofMebibytes(64),
          Duration.ofDays(7),
          new ByteSize(16 << 10),
          new ByteSize(64 << 10));

  @TempDir Path folder;

  private final Map<ShelfName, Shelf> shelves =
      new TreeMap<>(Comparator.comparing(ShelfName::part));
  private final List<Found> raw = new ArrayList<>();

  @BeforeEach
  void fill() throws Exception {
    var log = new TestingLog(5);
    for (var part : List.of("web", "worker")) {
      shelves.put(
          new ShelfName("ledger/production", part), Shelf.open(folder.resolve(part), SMALL));
    }
    for (var i = 0; i < 60; i++) {
      for (var shelf : shelves.entrySet()) {
        var number = shelf.getValue().end();
        var entries = log.entries(50, "v" + i / 20, shelf.getKey().part() + "-1");
        shelf.getValue().add(entries, Map.of());
        for (var entry : entries) {
          raw.add(new Found(shelf.getKey(), entry.numbered(number++)));
        }
      }
    }
    raw.sort(Comparator.comparing(Found::mark));
  }

  @AfterEach
  void close() throws Exception {
    for (var shelf : shelves.values()) {
      shelf.close();
    }
  }

  @Test
  void tellsEverythingInTheOrderOfTimeInBothDirections() throws Exception {
    assertThat(all(Question.EVERYTHING, Direction.OLDEST_FIRST, 37)).isEqualTo(raw);
    assertThat(all(Question.EVERYTHING, Direction.NEWEST_FIRST, 211)).isEqualTo(raw.reversed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Timeout",
        "timeout",
        "order.*miss",
        "^[0-9a-f]+ GET",
        "miss$",
        "B\\.java:1\\d\\d",
        "Überweisung",
        "(paid|login) retry",
        "/api GET?",
        "ab+c",
        "x",
        "no such thing anywhere",
        "[[:digit:]]{5}",
        "lo{0,1}gin"
      })
  void findsWhatGrepFinds(String expression) throws Exception {
    for (var ignoringCase : List.of(false, true)) {
      var flags = ignoringCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
      var grep = Pattern.compile(expression.replace("[[:digit:]]", "\\d"), flags);
      Predicate<Found> matches =
          one -> one.entry().text().lines().anyMatch(line -> grep.matcher(line).find());
      var question = Question.EVERYTHING.words(Words.of(expression, ignoringCase));
      assertThat(all(question, Direction.OLDEST_FIRST, 100))
          .isEqualTo(raw.stream().filter(matches).toList());
    }
  }

  @Test
  void asksForTimeLevelReleaseAndInstanceTogether() throws Exception {
    var from = raw.get(1_000).entry().at();
    var until = raw.get(4_000).entry().at();
    var question =
        Question.EVERYTHING
            .since(from)
            .until(until)
            .level(Level.ERROR)
            .from(Optional.of("v1"), Optional.of("web-1"));
    var wanted =
        raw.stream()
            .filter(one -> !one.entry().at().isBefore(from) && one.entry().at().isBefore(until))
            .filter(one -> one.entry().level().compareTo(Level.ERROR) >= 0)
            .filter(one -> one.entry().origin().release().equals("v1"))
            .filter(one -> one.entry().origin().instance().equals("web-1"))
            .toList();
    assertThat(wanted).isNotEmpty();
    assertThat(all(question, Direction.OLDEST_FIRST, 10)).isEqualTo(wanted);
    assertThat(all(question, Direction.NEWEST_FIRST, 10)).isEqualTo(wanted.reversed());
  }

  @Test
  void aSearchWithoutTimeGoesOnWhereItStopped() throws Exception {
    var question = Question.EVERYTHING.words(Words.of("miss", false));
    var found = new ArrayList<Found>();
    Optional<Mark> behind = Optional.empty();
    var pages = 0;
    do {
      // Hardly any time: each page goes on further than the one before, and that is all.
      var page =
          new Search(shelves, question, Direction.NEWEST_FIRST)
              .page(behind, 50, Duration.ofNanos(-1));
      found.addAll(page.found());
      behind = page.next();
      pages++;
      assertThat(pages).isLessThan(10_000);
    } while (behind.isPresent());
    var wanted = all(question, Direction.NEWEST_FIRST, 10_000);
    assertThat(found).isEqualTo(wanted);
    assertThat(behind).isEmpty();
  }

  @Test
  void aMarkSurvivesItsWayThroughAnAddress() {
    var mark = raw.getFirst().mark();
    assertThat(Mark.parse(mark.text())).isEqualTo(mark);
    assertThatThrownBy(() -> Mark.parse("yesterday")).hasMessageContaining("no place in a log");
    assertThatThrownBy(() -> Words.of("(", false)).hasMessageContaining("no regular expression");
    assertThatThrownBy(() -> Words.of("x".repeat(1_001), false)).hasMessageContaining("1001");
  }

  private List<Found> all(Question question, Direction direction, int most) throws IOException {
    var found = new ArrayList<Found>();
    Optional<Mark> behind = Optional.empty();
    do {
      var page = new Search(shelves, question, direction).page(behind, most, LIMIT);
      found.addAll(page.found());
      behind = page.next();
    } while (behind.isPresent());
    return found;
  }
}
