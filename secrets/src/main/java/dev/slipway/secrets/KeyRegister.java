package dev.slipway.secrets;

import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import dev.slipway.store.StoreSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which keys the store's sealed values were made with. It is what tells a lost key file from a new
 * installation: without it, a start with a missing file would quietly make a key that opens
 * nothing.
 */
public final class KeyRegister {
  public static final StoreSchema SCHEMA =
      StoreSchema.of("secrets", KeyRegister.class, "001_keys.sql");

  private final Store store;
  private final InstantSource clock;

  public KeyRegister(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The installation's seal: made on the first start, opened and compared on every other. */
  public Seal seal(Path keyFile) {
    var known = known();
    if (known.isEmpty() && !Files.exists(keyFile)) {
      Seal.create(keyFile);
    }
    var seal = Seal.open(keyFile);
    var missing = new TreeSet<>(known);
    missing.removeAll(seal.keyNumbers());
    if (!missing.isEmpty()) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7309",
              keyFile
                  + " lacks "
                  + missing.size()
                  + " of the "
                  + known.size()
                  + " keys that this store's values are sealed under",
              "it is the file of another installation, or an old copy: put back the right one")
          .exception();
    }
    record(seal.keyNumbers());
    return seal;
  }

  /** Called by a rotation, before anything is sealed under a new key and before an old one goes. */
  void record(Set<Integer> keys) {
    store.transact(
        handle -> {
          for (var key : keys) {
            handle.execute(
                "INSERT INTO secrets.key (number, made_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                key,
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
          }
          return handle
              .createUpdate("DELETE FROM secrets.key WHERE number NOT IN (<keys>)")
              .bindList("keys", List.copyOf(keys))
              .execute();
        });
  }

  private Set<Integer> known() {
    return store.read(
        handle -> handle.createQuery("SELECT number FROM secrets.key").mapTo(Integer.class).set());
  }
}
