package dev.slipway.logs.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.logs.Entry;
import dev.slipway.logs.Origin;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.line.LineSense;
import dev.slipway.logs.shelf.KeepRule;
import dev.slipway.secrets.Mask;
import dev.slipway.secrets.SecretValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CollectorTest {
  private static final ShelfName SHELF = new ShelfName("slipway/edge", "access");

  @TempDir Path folder;

  private final List<String> written = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");

  /** Each life of the collector ends without a word, in the middle of whatever it was reading. */
  @Test
  void readsEveryLineOnceThroughRotationsAndDeaths() throws Exception {
    var random = new Random(3);
    for (var life = 0; life < 30; life++) {
      var shelves = Shelves.open(folder.resolve("shelves"), KeepRule.USUAL);
      var collector = collector(shelves);
      for (var round = 0; round < 8; round++) {
        write(random);
        if (random.nextInt(6) == 0) {
          Files.move(file(), folder.resolve("access.log.1"), StandardCopyOption.REPLACE_EXISTING);
          // The one before is read to its end before another takes its place.
          collector.round();
          collector.round();
        }
        collector.round();
      }
      shelves.close();
    }
    var shelves = Shelves.open(folder.resolve("shelves"), KeepRule.USUAL);
    try (var collector = collector(shelves)) {
      collector.round();
      collector.round();
    }
    var lines =
        shelves.get(SHELF).from(1, 1_000_000).stream()
            .flatMap(entry -> entry.text().lines())
            .toList();
    assertThat(lines).containsExactlyElementsOf(written);
    shelves.close();
  }

  private void write(Random random) throws IOException {
    var text = new StringBuilder();
    for (var left = random.nextInt(20); left > 0; left--) {
      var line = (random.nextInt(9) == 0 ? "  at " : "line ") + written.size();
      written.add(line);
      text.append(line).append('\n');
    }
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void hidesSecretsAndTellsTimeAndLevel() throws Exception {
    Files.writeString(
        file(), "2026-11-21T00:00:00Z ERROR password=hunter2-hunter2 refused\n  with a cause\n");
    try (var shelves = Shelves.open(folder.resolve("shelves"), KeepRule.USUAL);
        var collector = collector(shelves)) {
      collector.round();
      assertThat(entries(shelves)).describedAs("more may belong to it").isEmpty();
      collector.round();
      assertThat(entries(shelves))
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.text())
                    .contains("password=" + Mask.MARK)
                    .endsWith("\n  with a cause")
                    .doesNotContain("hunter2");
                assertThat(entry.level().word()).isEqualTo("error");
              });
    }
  }

  @Test
  void whatIsAboutToGoIsReadToItsLastByte() throws Exception {
    Files.writeString(file(), "one\ntwo without an end");
    try (var shelves = Shelves.open(folder.resolve("shelves"), KeepRule.USUAL);
        var collector = collector(shelves)) {
      var id = source().sources().getFirst().id();
      collector.lastLook(id);
      Files.delete(file());
      collector.round();
      assertThat(entries(shelves))
          .extracting(Entry::text)
          .containsExactly("one", "two without an end");
    }
  }

  @Test
  void whatComesAgainUnderTheSameNameIsReadFromItsBeginning() throws Exception {
    Files.writeString(file(), "one\ntwo\n");
    try (var shelves = Shelves.open(folder.resolve("shelves"), KeepRule.USUAL);
        var collector = collector(shelves)) {
      collector.lastLook(source().sources().getFirst().id());
      collector.round();
      collector.round();
      assertThat(entries(shelves))
          .extracting(Entry::text)
          .containsExactly("one", "two", "one", "two");
    }
  }

  @Test
  void oneWhoseSecretsCantBeReadWaitsAndHoldsUpNobody() throws Exception {
    Files.writeString(file(), "told\n");
    var closed = folder.resolve("closed.log");
    Files.writeString(closed, "not yet\n");
    var shut = new AtomicBoolean(true);
    var other =
        new LogFile(
            closed,
            SHELF,
            new Origin("", "closed.log"),
            () -> {
              if (shut.get()) {
                throw new IllegalStateException("the store of secrets is away");
              }
              return Mask.NONE;
            });
    try (var shelves = Shelves.open(folder.resolve("shelves"), KeepRule.USUAL);
        var collector =
            new Collector(
                shelves,
                () -> {
                  try {
                    return List.of(other.sources().getFirst(), source().sources().getFirst());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                },
                new LineSense(ZoneOffset.UTC),
                this::tick)) {
      collector.round();
      collector.round();
      assertThat(entries(shelves)).extracting(Entry::text).containsExactly("told");
      shut.set(false);
      collector.round();
      collector.round();
      assertThat(entries(shelves)).extracting(Entry::text).containsExactly("told", "not yet");
    }
  }

  private static List<Entry> entries(Shelves shelves) throws IOException {
    return shelves.get(SHELF).from(1, 1_000);
  }

  private Collector collector(Shelves shelves) {
    return new Collector(shelves, this::list, new LineSense(ZoneOffset.UTC), this::tick);
  }

  /** Each look asks anew what there is. */
  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  private List<Source> list() {
    try {
      return source().sources();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LogFile source() {
    var mask = Mask.of(List.of(SecretValue.of("hunter2-hunter2")));
    return new LogFile(file(), SHELF, new Origin("", "access.log"), () -> mask);
  }

  private Path file() {
    return folder.resolve("access.log");
  }
}
