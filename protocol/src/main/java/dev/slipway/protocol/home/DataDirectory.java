package dev.slipway.protocol.home;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a control plane keeps what is its own; the same rules for the server and for a client. */
public record DataDirectory(Path path) {
  public static final String VARIABLE = "SLIPWAY_DATA";

  /** The one that was named, else {@code SLIPWAY_DATA}, else {@code ~/.slipway}. */
  public static DataDirectory choose(@Nullable Path named, Map<String, String> environment) {
    if (named != null) {
      return new DataDirectory(named.toAbsolutePath().normalize());
    }
    var variable = environment.getOrDefault(VARIABLE, "");
    var path =
        variable.isBlank()
            ? Path.of(System.getProperty("user.home", "."), ".slipway")
            : Path.of(variable);
    return new DataDirectory(path.toAbsolutePath().normalize());
  }

  /** Held by the running server as long as it lives. */
  public Path lock() {
    return path.resolve("server.lock");
  }

  /** Says where the running server listens. */
  public Path address() {
    return path.resolve("server.json");
  }

  /** What a command line of the same owner shows to be let in. */
  public Path token() {
    return path.resolve("token");
  }

  public Path storePassword() {
    return path.resolve("store.password");
  }

  public Path secretsKey() {
    return path.resolve("secrets.key");
  }

  public Path edge() {
    return path.resolve("edge");
  }

  public Path logs() {
    return path.resolve("logs");
  }
}
