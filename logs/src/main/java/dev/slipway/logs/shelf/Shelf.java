package dev.slipway.logs.shelf;

import dev.slipway.logs.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of one part of a place. They come in batches into a journal; when that holds enough
 * they are written as a block and the journal begins anew. Whatever dies in between: an entry is in
 * the journal, or in a block, or not read yet, and never twice.
 */
public final class Shelf implements AutoCloseable {
  private final Path folder;
  private final KeepRule rule;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Entry> open = new ArrayList<>();
  private final Journal journal;
  private Cursors cursors = Cursors.NONE;
  private long openBytes;
  private long next = 1;

  private Shelf(Path folder, KeepRule rule, Journal journal) {
    this.folder = folder;
    this.rule = rule;
    this.journal = journal;
  }

  /** What lies there as it can be seen now: blocks, oldest first, and what is in none yet. */
  public record View(List<Block> blocks, List<Entry> open) {}

  public static Shelf open(Path folder, KeepRule rule) throws IOException {
    Files.createDirectories(folder);
    var shelf = new Shelf(folder, rule, Journal.open(folder.resolve("journal")));
    shelf.load();
    return shelf;
  }

  private synchronized void load() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Segment::isOne).sorted().toList()) {
        var segment = Segment.open(file);
        if (segment.blocks().isEmpty()) {
          segment.delete();
        } else {
          segments.add(segment);
        }
      }
    }
    newest().ifPresent(this::goOnBehind);
    for (var batch : journal.load()) {
      cursors = cursors.with(batch.moved());
      // A death between writing a block and clearing the journal leaves its entries in both.
      batch.entries().stream().filter(entry -> entry.number() >= next).forEach(this::take);
    }
  }

  private Optional<Block> newest() {
    return segments.reversed().stream()
        .flatMap(segment -> segment.blocks().reversed().stream())
        .findFirst();
  }

  private void goOnBehind(Block block) {
    cursors = block.head().cursors();
    next = block.head().end();
  }

  private void take(Entry entry) {
    open.add(entry);
    openBytes += entry.text().length();
    next = entry.number() + 1;
  }

  public synchronized Cursors cursors() {
    return cursors;
  }

  /**
   * Keeps entries together with how far their sources were read for them. When it fails, the
   * cursors tell whether they were kept: whoever reads on from there reads nothing twice.
   */
  public synchronized void add(List<Entry> entries, Map<String, Long> moved) throws IOException {
    var numbered = new ArrayList<Entry>(entries.size());
    for (var entry : entries) {
      numbered.add(numbered(entry, next + numbered.size()));
    }
    journal.append(new EntryCodec.Batch(numbered, moved));
    cursors = cursors.with(moved);
    numbered.forEach(this::take);
    if (openBytes >= rule.block().bytes()) {
      closeBlock();
    }
  }

  /** As precise as it is kept, so that an entry is the same before and after. */
  private static Entry numbered(Entry entry, long number) {
    return new Entry(
        number,
        entry.at().truncatedTo(ChronoUnit.MICROS),
        entry.level(),
        entry.origin(),
        entry.text());
  }

  private void closeBlock() throws IOException {
    var begins = segments.isEmpty() || segments.getLast().length() >= rule.segment().bytes();
    var segment = begins ? Segment.beginning(folder, open.getFirst().number()) : segments.getLast();
    segment.append(BlockHead.of(open, cursors), Grams.filter(open), open);
    if (begins) {
      segments.add(segment);
    }
    open.clear();
    openBytes = 0;
    journal.clear();
  }

  public synchronized View view() {
    return new View(
        segments.stream().flatMap(segment -> segment.blocks().stream()).toList(),
        List.copyOf(open));
  }

  /** The number of the next entry. */
  public synchronized long end() {
    return next;
  }

  /** Entries from a number on, at most so many. */
  public List<Entry> from(long number, int most) throws IOException {
    var found = new ArrayList<Entry>();
    var view = view();
    for (var block : view.blocks()) {
      if (block.head().end() > number && found.size() < most) {
        found.addAll(block.entries(new int[0]));
      }
    }
    found.addAll(view.open());
    return found.stream().filter(entry -> entry.number() >= number).limit(most).toList();
  }

  /**
   * Throws away what is too old or too much, oldest first; the newest file always stays. Forgets
   * how far sources were read that are not there any more.
   */
  public synchronized void tidy(Set<String> sources, Instant now) throws IOException {
    cursors = cursors.only(sources);
    var room = segments.stream().mapToLong(Segment::length).sum();
    while (segments.size() > 1) {
      var oldest = segments.getFirst();
      var newest = oldest.blocks().getLast().to();
      if (room <= rule.room().bytes() && newest.isAfter(now.minus(rule.age()))) {
        return;
      }
      oldest.delete();
      room -= oldest.length();
      segments.removeFirst();
    }
  }

  /** How much lies on disk. */
  public synchronized long size() {
    return segments.stream().mapToLong(Segment::length).sum() + openBytes;
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }
}
