package dev.slipway.logs.collect;

import dev.slipway.kit.Rounds;
import dev.slipway.logs.Entry;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.line.LineSense;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads what sources write, a few times a second, and puts it on shelves. How far each was read is
 * kept with what was read: whoever dies, each byte is read once. One that floods is read no faster
 * than a limit, so that it takes the time of none of the others.
 */
public final class Collector implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Collector.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration BETWEEN_LISTS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(1);

  /** For each source and round, and for all together: some 2.5 and 10 MB each second. */
  private static final int MOST_OF_ONE = 512 << 10;

  private static final int MOST_OF_ALL = 2 << 20;

  private final Shelves shelves;
  private final Supplier<List<Source>> listing;
  private final LineSense sense;
  private final InstantSource clock;
  private final Map<String, OpenSource> open = new LinkedHashMap<>();
  private final Set<String> waiting = new HashSet<>();
  private final Rounds rounds;
  private Instant listed = Instant.MIN;
  private Instant tidied = Instant.MIN;

  public Collector(
      Shelves shelves, Supplier<List<Source>> listing, LineSense sense, InstantSource clock) {
    this.shelves = shelves;
    this.listing = listing;
    this.sense = sense;
    this.clock = clock;
    this.rounds = new Rounds("logs", PAUSE, this::round);
  }

  public Collector start() {
    rounds.start();
    return this;
  }

  /** What a look brought for one shelf. */
  private static final class Gathered {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> moved = new HashMap<>();
  }

  /** One look at everything. */
  synchronized void round() {
    var now = clock.instant();
    if (!now.isBefore(listed.plus(BETWEEN_LISTS)) || now.isBefore(listed)) {
      list(listing.get());
      listed = now;
    }
    var gathered = new HashMap<ShelfName, Gathered>();
    var left = MOST_OF_ALL;
    for (var id : List.copyOf(open.keySet())) {
      if (left <= 0) {
        break;
      }
      left -= look(id, Math.min(left, MOST_OF_ONE), gathered);
    }
    gathered.forEach(this::keep);
    if (!now.isBefore(tidied.plus(BETWEEN_TIDYINGS)) || now.isBefore(tidied)) {
      shelves.tidy(open.keySet(), now);
      tidied = now;
    }
  }

  /** Begins to read what is new; what is gone is read to its end first. */
  private void list(List<Source> sources) {
    var known = sources.stream().map(Source::id).collect(Collectors.toSet());
    List.copyOf(open.keySet()).stream().filter(id -> !known.contains(id)).forEach(this::leave);
    for (var source : sources) {
      if (!open.containsKey(source.id())) {
        begin(source);
      }
    }
  }

  private void begin(Source source) {
    var places = shelves.get(source.shelf()).cursors().places();
    try {
      open.put(source.id(), new OpenSource(source, places.getOrDefault(source.id(), 0L), sense));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, source.id() + " can't be read yet, or is gone already", e);
    }
  }

  /**
   * Reads one to its end and closes it: it is about to be removed, or was. What comes under its
   * name later is another output, and is read from its beginning.
   */
  private void leave(String id) {
    var gathered = new HashMap<ShelfName, Gathered>();
    var source = open.get(id);
    if (source == null) {
      return;
    }
    look(source, Integer.MAX_VALUE, true, gathered);
    var of = gathered.computeIfAbsent(source.source().shelf(), shelf -> new Gathered());
    of.moved.put(id, 0L);
    gathered.forEach(this::keep);
    close(id);
  }

  /** Reads what a source of this name has written, though no list named it yet. */
  public synchronized void lastLook(String id) {
    try {
      if (!open.containsKey(id)) {
        listing.get().stream().filter(source -> source.id().equals(id)).forEach(this::begin);
      }
      leave(id);
    } catch (RuntimeException e) {
      // Whoever removes it has more to do than we: it goes, and what it wrote last with it.
      LOG.log(System.Logger.Level.WARNING, id + ": the end of its log could not be kept", e);
    }
  }

  private int look(String id, int most, Map<ShelfName, Gathered> gathered) {
    var source = open.get(id);
    if (source == null) {
      return 0;
    }
    var read = look(source, most, false, gathered);
    if (read > 0) {
      // Whoever was read goes behind those who were not: nobody waits for ever.
      open.remove(id);
      open.put(id, source);
    }
    return read;
  }

  private int look(OpenSource open, int most, boolean last, Map<ShelfName, Gathered> gathered) {
    var source = open.source();
    try {
      var look = open.look(most, last);
      waiting.remove(source.id());
      if (!look.entries().isEmpty()) {
        var of = gathered.computeIfAbsent(source.shelf(), shelf -> new Gathered());
        of.entries.addAll(look.entries());
        of.moved.put(source.id(), look.settled());
      }
      return look.taken();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, source.id() + " can't be read: it is opened again", e);
      close(source.id());
      return 0;
    } catch (RuntimeException e) {
      // Such as secrets that can't be read, and so not be hidden: it waits, the others don't.
      if (last || waiting.add(source.id())) {
        var what = last ? ": the end of its log is lost" : ": its log waits in its file";
        LOG.log(System.Logger.Level.WARNING, source.id() + what, e);
      }
      return 0;
    }
  }

  /** What can't be kept is read again later: the sources go back to where the shelf is. */
  private void keep(ShelfName name, Gathered gathered) {
    gathered.entries.sort(Comparator.comparing(Entry::at));
    try {
      shelves.get(name).add(gathered.entries, gathered.moved);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          name.place() + "/" + name.part() + ": its log can't be kept now; it is tried again",
          e);
      gathered.moved.keySet().forEach(this::close);
    }
  }

  private void close(String id) {
    var source = open.remove(id);
    waiting.remove(id);
    if (source != null) {
      try {
        source.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, id + " did not close", e);
      }
    }
  }

  /** What is not an entry yet is read again by the next one. */
  @Override
  public void close() {
    rounds.close();
    Set.copyOf(open.keySet()).forEach(this::close);
  }
}
