package dev.slipway.postgres.repository;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads every object of a repository and opens every seal: what a disk or a hand has changed is
 * named, with the backups that it hurts.
 */
public final class RepositoryCheck {
  private static final List<String> SEALED =
      List.of("backups/", "points/", "wal/", "wal-tail/", "wal-start/");

  private final Repository repository;

  public RepositoryCheck(Repository repository) {
    this.repository = repository;
  }

  /**
   * What was found.
   *
   * @param damaged objects by name, with what is wrong
   * @param hurt ids of the backups that need one of them
   */
  public record Found(long objects, long bytes, Map<String, String> damaged, Set<String> hurt) {
    public boolean isWhole() {
      return damaged.isEmpty();
    }
  }

  public Found run() {
    try {
      return new Round().run();
    } catch (IOException e) {
      throw Repository.unreachable(repository.store(), e);
    }
  }

  private final class Round {
    private final Map<String, String> damaged = new TreeMap<>();
    private long objects;
    private long bytes;

    Found run() throws IOException {
      for (var prefix : SEALED) {
        for (var entry : repository.store().list(prefix)) {
          look(entry, () -> repository.objects().get(entry.name()));
        }
      }
      var reader = repository.newPackReader();
      var present = new HashMap<String, ObjectStore.Entry>();
      for (var pack : repository.store().list("packs/")) {
        present.put(pack.name(), pack);
        look(
            pack,
            () ->
                reader.read(
                    pack.name(), reader.list(pack.name(), pack.size()), (place, content, n) -> {}));
      }
      return new Found(objects, bytes, damaged, hurt(present.keySet()));
    }

    private interface Reading {
      void run() throws IOException;
    }

    private void look(ObjectStore.Entry entry, Reading reading) throws IOException {
      objects++;
      bytes += entry.size();
      try {
        reading.run();
      } catch (ProblemException e) {
        damaged.put(entry.name(), withoutPlace(entry.name(), e.problem()));
      }
    }

    private static String withoutPlace(String name, Problem problem) {
      var at = problem.fact().indexOf(name + ": ");
      return at < 0 ? problem.fact() : problem.fact().substring(at + name.length() + 2);
    }

    /** A backup is hurt by its own objects and by the packs that it needs. */
    private Set<String> hurt(Set<String> present) throws IOException {
      var hurt = new HashSet<String>();
      for (var name : damaged.keySet()) {
        if (name.startsWith("backups/")) {
          hurt.add(name.split("/", 3)[1]);
        }
      }
      for (var entry : repository.store().list("backups/")) {
        var id = entry.name().split("/", 3)[1];
        if (!entry.name().endsWith("/content") || hurt.contains(id)) {
          continue;
        }
        for (var pack : repository.content(id).packs()) {
          if (!present.contains(pack)) {
            damaged.put(pack, "is missing");
          }
          if (damaged.containsKey(pack)) {
            hurt.add(id);
          }
        }
      }
      return hurt;
    }
  }
}
