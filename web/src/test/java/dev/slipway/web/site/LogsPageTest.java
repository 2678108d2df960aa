package dev.slipway.web.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.session.Visitor;
import dev.slipway.logs.Entry;
import dev.slipway.logs.Level;
import dev.slipway.logs.Origin;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.shelf.KeepRule;
import dev.slipway.logs.shelf.Shelf;
import dev.slipway.web.Assets;
import dev.slipway.web.Pages;
import dev.slipway.web.view.LogsView.Row;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogsPageTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T22:00:00Z");

  @TempDir Path folder;

  private Shelf shelf;
  private LogsPage page;

  @BeforeEach
  void open() throws Exception {
    shelf = Shelf.open(folder, KeepRule.USUAL);
    var plant =
        new TestingPlant() {
          @Override
          public Map<ShelfName, Shelf> logs(String app, String environment) {
            return new HashMap<>(Map.of(new ShelfName(app + "/" + environment, "web"), shelf));
          }
        };
    page = new LogsPage(plant, new Pages(new Assets()));
  }

  @AfterEach
  void close() throws Exception {
    shelf.close();
  }

  @Test
  void showsTheNewestFirstAndGoesBackPageByPage() throws Exception {
    write(450);
    var seen = new ArrayList<String>();
    var view = page.fill(ask(Map.of()), "ledger", "production");
    assertThat(view.live()).isPresent();
    view.rows().stream().map(Row::text).forEach(seen::add);
    while (view.older().isPresent()) {
      var behind = view.older().get().replaceAll(".*behind=", "");
      view =
          page.fill(
              ask(Map.of("behind", URLDecoder.decode(behind, StandardCharsets.UTF_8))),
              "ledger",
              "production");
      assertThat(view.live()).describedAs("a page of the past stays").isEmpty();
      view.rows().stream().map(Row::text).forEach(seen::add);
    }
    assertThat(seen).hasSize(450).startsWith("line 449", "line 448").endsWith("line 1", "line 0");
  }

  @Test
  void findsWhatIsAskedFor() throws Exception {
    write(50);
    var query = Map.of("words", "LINE 4\\d", "level", "error", "since", "2026-11-21T22:00");
    assertThat(page.fill(ask(query), "ledger", "production").rows())
        .extracting(Row::text)
        .containsExactly("line 45", "line 40");
    assertThatThrownBy(() -> page.fill(ask(Map.of("since", "noon")), "ledger", "production"))
        .hasMessageContaining("\"noon\" is no time");
    assertThatThrownBy(() -> page.fill(ask(Map.of("words", "(")), "ledger", "production"))
        .hasMessageContaining("no regular expression");
  }

  @Test
  void tellsWhatComesAndWhatWasMissedMeanwhile() throws Exception {
    write(3);
    var view = page.fill(ask(Map.of()), "ledger", "production");
    var after =
        URLDecoder.decode(
            view.live().orElseThrow().replaceAll(".*after=", ""), StandardCharsets.UTF_8);
    write(1);
    var live = page.live(ask(Map.of("after", after)), "ledger", "production");
    assertThat(live.next().orElseThrow()).contains("event: entry").contains("line 3");
    write(1);
    assertThat(live.next().orElseThrow()).contains("line 4").doesNotContain("line 3");
  }

  private void write(int count) throws Exception {
    var entries = new ArrayList<Entry>();
    for (var number = shelf.end() - 1; entries.size() < count; number++) {
      var level = number % 5 == 0 ? Level.ERROR : Level.INFO;
      entries.add(
          new Entry(
              0,
              BEGIN.plusMillis(number),
              level,
              new Origin("v1", "ledger-production-v1-web-1"),
              "line " + number));
    }
    shelf.add(entries, Map.of());
  }

  private static Ask ask(Map<String, String> query) {
    return new Ask(
        "GET",
        "/ledger/production/logs",
        query,
        Map.<String, List<String>>of(),
        Map.of(),
        new Ask.Origin(new Visitor("127.0.0.1", "test"), "http://127.0.0.1", Ask.Part.WHOLE));
  }
}
