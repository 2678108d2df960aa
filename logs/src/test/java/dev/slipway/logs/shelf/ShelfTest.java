package dev.slipway.logs.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kit.ByteSize;
import dev.slipway.logs.Entry;
import dev.slipway.logs.TestingLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfTest {
  private static final KeepRule SMALL =
      new KeepRule(
          new ByteSize(40 << 10), Duration.ofDays(7), new ByteSize(4 << 10), new ByteSize(8 << 10));

  @TempDir Path folder;

  private final TestingLog log = new TestingLog(7);

  @Test
  void keepsEveryEntryThroughEachOpening() throws Exception {
    var wanted = new ArrayList<String>();
    for (var round = 0; round < 20; round++) {
      try (var shelf = Shelf.open(folder, SMALL)) {
        assertThat(shelf.cursors().places().getOrDefault("a", 0L)).isEqualTo(wanted.size());
        var batch = log.entries(17, "v1", "web-1");
        batch.forEach(entry -> wanted.add(entry.text()));
        shelf.add(batch, Map.of("a", (long) wanted.size()));
        assertThat(texts(shelf)).isEqualTo(wanted);
      }
    }
    try (var shelf = Shelf.open(folder, SMALL)) {
      assertThat(shelf.view().blocks()).hasSizeGreaterThan(2);
      assertThat(shelf.from(1, 10_000))
          .extracting(Entry::number)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, wanted.size()).boxed().toList());
    }
  }

  /** Dies at any byte of any file: what is there belongs together, entries and cursors alike. */
  @Test
  void aDeathAnywhereLeavesEntriesAndCursorsThatAgree() throws Exception {
    var random = new Random(11);
    for (var life = 0; life < 120; life++) {
      var seen = 0L;
      try (var shelf = Shelf.open(folder, SMALL)) {
        seen = shelf.cursors().places().getOrDefault("a", 0L);
        assertThat(texts(shelf)).hasSize((int) seen);
        for (var batch = random.nextInt(4); batch >= 0; batch--) {
          var entries = log.entries(1 + random.nextInt(40), "v1", "web-1");
          seen += entries.size();
          shelf.add(entries, Map.of("a", seen));
        }
      }
      tear(random);
    }
  }

  /** The last written file loses some of its end, as when the machine dies before it is synced. */
  private void tear(Random random) throws IOException {
    var file = folder.resolve("journal");
    try (var torn = new RandomAccessFile(file.toFile(), "rw")) {
      torn.setLength((long) (torn.length() * random.nextDouble()));
    }
  }

  @Test
  void aBlockThatWasHalfWrittenIsTakenFromTheJournal() throws Exception {
    var wanted = new ArrayList<String>();
    byte[] journal = {};
    try (var shelf = Shelf.open(folder, SMALL)) {
      while (shelf.view().blocks().isEmpty()) {
        journal = Files.readAllBytes(folder.resolve("journal"));
        var entries = log.entries(10, "v1", "web-1");
        shelf.add(entries, Map.of("a", 0L));
        entries.forEach(entry -> wanted.add(entry.text()));
      }
    }
    var block = onlyBlockFile();
    var whole = Files.readAllBytes(block);
    for (var length = 0; length < whole.length; length += 101) {
      // The death came while the block was written: the journal was not cleared yet.
      var torn = new byte[length];
      System.arraycopy(whole, 0, torn, 0, length);
      Files.write(block, torn);
      Files.write(folder.resolve("journal"), journal);
      try (var shelf = Shelf.open(folder, SMALL)) {
        assertThat(texts(shelf)).isEqualTo(wanted.subList(0, wanted.size() - 10));
      }
    }
    // Or right behind it: both hold the entries.
    Files.write(block, whole);
    Files.write(folder.resolve("journal"), journal);
    try (var shelf = Shelf.open(folder, SMALL)) {
      assertThat(texts(shelf)).isEqualTo(wanted);
    }
  }

  private Path onlyBlockFile() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(Segment::isOne).findFirst().orElseThrow();
    }
  }

  @Test
  void throwsTheOldestAway() throws Exception {
    try (var shelf = Shelf.open(folder, SMALL)) {
      for (var i = 0; i < 300; i++) {
        shelf.add(log.entries(20, "v1", "web-1"), Map.of("a", 1L, "b", 2L));
      }
      var before = shelf.size();
      assertThat(before).isGreaterThan(SMALL.room().bytes());
      shelf.tidy(Set.of("b"), TestingLog.BEGIN);
      assertThat(shelf.size()).isLessThan(SMALL.room().bytes() + SMALL.segment().bytes());
      assertThat(shelf.cursors().places()).containsOnlyKeys("b");
      assertThat(shelf.from(1, 10).getFirst().number()).isGreaterThan(1);
      shelf.tidy(Set.of("b"), TestingLog.BEGIN.plus(Duration.ofDays(30)));
      assertThat(shelf.size()).isLessThan(SMALL.segment().bytes() * 3);
    }
  }

  private static List<String> texts(Shelf shelf) throws IOException {
    return shelf.from(1, 1_000_000).stream().map(Entry::text).toList();
  }
}
