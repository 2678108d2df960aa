package dev.slipway.logs.collect;

import dev.slipway.kit.Problem;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.shelf.KeepRule;
import dev.slipway.logs.shelf.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All shelves below one folder: {@code PLACE/PART/}. */
public final class Shelves implements AutoCloseable {
  private static final Comparator<ShelfName> ORDER =
      Comparator.comparing(ShelfName::place).thenComparing(ShelfName::part);

  private final Path home;
  private final KeepRule rule;
  private final Map<ShelfName, Shelf> open = new TreeMap<>(ORDER);

  private Shelves(Path home, KeepRule rule) {
    this.home = home;
    this.rule = rule;
  }

  public static Shelves open(Path home, KeepRule rule) {
    var shelves = new Shelves(home, rule);
    shelves.load();
    return shelves;
  }

  private void load() {
    try {
      Files.createDirectories(home);
      try (var folders = Files.walk(home, 3)) {
        folders
            .filter(folder -> home.relativize(folder).getNameCount() == 3)
            .filter(Files::isDirectory)
            .map(home::relativize)
            .forEach(
                path -> get(new ShelfName(path.subpath(0, 2).toString(), path.getName(2) + "")));
      }
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  /** The shelf of this name, which is made if it isn't there. */
  public synchronized Shelf get(ShelfName name) {
    return open.computeIfAbsent(name, this::openOne);
  }

  private Shelf openOne(ShelfName name) {
    var folder = home.resolve(name.place()).resolve(name.part());
    try {
      return Shelf.open(folder, rule);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /** Those of a place. */
  public synchronized Map<ShelfName, Shelf> of(String place) {
    return open.entrySet().stream()
        .filter(entry -> entry.getKey().place().equals(place))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                Map.Entry::getValue,
                (one, other) -> one,
                () -> new TreeMap<>(ORDER)));
  }

  synchronized Stream<Map.Entry<ShelfName, Shelf>> all() {
    return Map.copyOf(open).entrySet().stream();
  }

  /** Throws away what is too old or too much, and forgets how far what is gone was read. */
  void tidy(Set<String> sources, Instant now) {
    all()
        .forEach(
            entry -> {
              try {
                entry.getValue().tidy(sources, now);
              } catch (IOException e) {
                throw unusable(home, e);
              }
            });
  }

  private static RuntimeException unusable(Path folder, IOException e) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-7905",
            folder + ": the logs can't be kept there: " + e.getMessage(),
            "look at the disk: df -h, and who may write there")
        .exception(e);
  }

  @Override
  public synchronized void close() {
    for (var shelf : open.values()) {
      try {
        shelf.close();
      } catch (IOException e) {
        throw unusable(home, e);
      }
    }
  }
}
