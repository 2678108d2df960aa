package dev.slipway.server;

import dev.slipway.kit.UnprivilegedUser;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.store.EmbeddedStore;
import dev.slipway.store.StoreAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the control plane's state is: in a cluster of our own, or in somebody's database. */
final class StoreSource implements AutoCloseable {
  private final @Nullable EmbeddedStore embedded;
  private final Supplier<StoreAddress> address;

  private StoreSource(@Nullable EmbeddedStore embedded, Supplier<StoreAddress> address) {
    this.embedded = embedded;
    this.address = address;
  }

  static StoreSource external(String url) {
    var address = StoreAddress.parse(url);
    return new StoreSource(null, () -> address);
  }

  static StoreSource embedded(PostgresBinaries binaries, Path yard, Path password) {
    var embedded = new EmbeddedStore(binaries, yard, password);
    embedded.start();
    embedded.watch();
    return new StoreSource(embedded, embedded::address);
  }

  /** The PostgreSQL that was named, or the one that Slipway brings along. */
  static PostgresBinaries binaries(Map<String, String> environment) {
    var named = environment.getOrDefault("SLIPWAY_POSTGRES", "");
    return named.isBlank()
        ? PostgresBinaries.bundled(cache(environment))
        : PostgresBinaries.installed(Path.of(named));
  }

  static Path cache(Map<String, String> environment) {
    var named = environment.getOrDefault("SLIPWAY_CACHE", "");
    if (!named.isBlank()) {
      return Path.of(named);
    }
    // As root the binaries must be where the unprivileged user can run them.
    return UnprivilegedUser.weAreRoot()
        ? Path.of("/var/cache/slipway")
        : Path.of(System.getProperty("user.home", "."), ".cache", "slipway");
  }

  /** Where it is at the moment of asking. */
  StoreAddress address() {
    return address.get();
  }

  String describe() {
    return embedded == null
        ? "external PostgreSQL"
        : "PostgreSQL " + embedded.version() + ", own cluster";
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
