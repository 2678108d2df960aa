package dev.slipway.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kit.Ids;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterSpec;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.BackupContent;
import dev.slipway.postgres.repository.ChunkPlace;
import dev.slipway.postgres.repository.FolderStore;
import dev.slipway.postgres.repository.GarbageCollection;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.testing.DyingStore;
import dev.slipway.postgres.testing.TestingSealer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backups, expiries and collections in any order, and a death at any write in between: what is
 * listed can be restored, byte for byte. {@code -Dslipway.fuzz=N} runs N sequences.
 */
final class RepositoryFuzzTest {
  private static final int SEQUENCES = Integer.getInteger("slipway.fuzz", 8);
  private static final int STEPS = 12;

  @TempDir Path folder;

  @Test
  void whatIsListedIsRestorableWhateverDied() throws Exception {
    var deaths = 0;
    for (var seed = 0; seed < SEQUENCES; seed++) {
      deaths += new Sequence(folder.resolve("r" + seed), new Random(seed)).run();
    }
    assertThat(deaths)
        .describedAs("deaths in the middle of something")
        .isGreaterThan(SEQUENCES / 2);
  }

  private static final class Sequence {
    private final DyingStore store;
    private final Random random;
    private final Map<String, Map<String, byte[]>> written = new HashMap<>();
    private Map<String, byte[]> data = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Repository repository;

    Sequence(Path folder, Random random) {
      this.store = new DyingStore(new FolderStore(folder));
      this.random = random;
      this.repository = Repository.open(store, "fuzz", new TestingSealer());
    }

    int run() throws IOException {
      var deaths = 0;
      for (var step = 0; step < STEPS; step++) {
        now = now.plus(Duration.ofHours(random.nextInt(1, 40)));
        store.dieAfter(random.nextInt(3) == 0 ? random.nextInt(0, 14) : Integer.MAX_VALUE);
        try {
          if (random.nextInt(3) < 2) {
            backUp();
          } else {
            collect();
          }
        } catch (DyingStore.Died death) {
          deaths++;
        }
        store.revive();
        repository = Repository.open(store, "fuzz", new TestingSealer());
        everyListedBackupOpens();
      }
      return deaths;
    }

    private void backUp() throws IOException {
      change();
      var id = Ids.next(now);
      written.put(id, Map.copyOf(data));
      try (var lock = repository.lock("backup")) {
        var index = repository.index();
        var builder = new BackupContent.Builder(List.of("base"));
        try (var packs = repository.newPackWriter()) {
          for (var file : data.entrySet()) {
            var bytes = file.getValue();
            var chunk = repository.chunkNames().of(bytes, bytes.length);
            var known = index.find(chunk);
            var place = known.isPresent() ? known.get() : packs.add(chunk, bytes, bytes.length);
            builder.add(file.getKey(), bytes.length, 0, 0, List.of(place));
            if (random.nextInt(4) == 0) {
              packs.flush();
            }
          }
          packs.flush();
        }
        repository.commit(backup(id), builder.build());
      }
    }

    private void change() {
      data = new HashMap<>(data);
      for (var i = 0; i < random.nextInt(1, 12); i++) {
        var bytes = new byte[random.nextInt(100, 5000)];
        random.nextBytes(bytes);
        data.put("base/" + random.nextInt(20), bytes);
      }
    }

    private Backup backup(String id) {
      var spec = ClusterSpec.of(new ClusterName("ledger", "production"));
      var cluster = new Cluster(spec, "/", Map.of(), 0, now, now, null);
      var at = new Lsn(now.getEpochSecond());
      return new Backup(
          id,
          cluster,
          new Backup.Span(at, at, 1, "label", now, now),
          new Backup.Server("18", "1", 16 << 20, true),
          new Backup.Cost(0, 0, 0, Duration.ZERO),
          List.of(),
          null);
    }

    private void collect() throws IOException {
      var retention = new Retention(Duration.ofHours(random.nextInt(1, 60)), 0, 0, 1);
      var kept = retention.keep(repository.backups(), List.of(), now);
      new GarbageCollection(repository).run(new HashSet<>(kept.keySet()), now);
    }

    private void everyListedBackupOpens() throws IOException {
      for (var backup : repository.backups()) {
        var content = repository.content(backup.id());
        var expected = written.get(backup.id());
        assertThat(content.files()).hasSameSizeAs(expected.entrySet());
        for (var file : content.files()) {
          var places = new ArrayList<>(file.places(content.packs()));
          places.sort(Comparator.comparingInt(ChunkPlace::offset));
          for (var place : places) {
            repository
                .newPackReader()
                .read(
                    place.pack(),
                    List.of(place),
                    (chunk, bytes, length) ->
                        assertThat(java.util.Arrays.copyOf(bytes, length))
                            .isEqualTo(expected.get(file.path())));
          }
        }
      }
    }
  }
}
