package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.RecordReader;
import dev.slipway.protocol.home.DataDirectory;
import dev.slipway.protocol.home.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which control plane a verb speaks to: the one of a data directory. */
final class ServerOptions {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "data directory of the control plane (default: SLIPWAY_DATA or ~/.slipway)")
  private @Nullable Path data;

  DataDirectory directory() {
    return DataDirectory.choose(data, System.getenv());
  }

  /** The control plane that runs on this data directory, by the word of its address file. */
  Optional<ServerAddress> locate() {
    var file = directory().address();
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      var address = RecordReader.read(Files.readString(file), ServerAddress.class);
      return Files.exists(Path.of("/proc", Long.toString(address.pid())))
          ? Optional.of(address)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-9003",
              file + " can't be read: " + e.getMessage(),
              "slipway down, then slipway up writes it anew")
          .exception(e);
    }
  }

  /**
   * A connection to the running control plane. With SLIPWAY_SERVER and SLIPWAY_TOKEN it may be one
   * elsewhere, as from a build server.
   */
  ApiClient connect() {
    var server = System.getenv("SLIPWAY_SERVER");
    var token = System.getenv("SLIPWAY_TOKEN");
    if (data == null && server != null && token != null) {
      return new ApiClient(server.replaceAll("/+$", ""), token.strip());
    }
    var directory = directory();
    var address =
        locate()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.UNAVAILABLE,
                            "SLIP-9004",
                            "no control plane is running on " + directory.path(),
                            "slipway up starts it; --data names another data directory")
                        .exception());
    return new ApiClient(
        address.url(),
        () -> locate().map(ServerAddress::url),
        token == null ? token(directory) : token.strip());
  }

  private static String token(DataDirectory directory) {
    try {
      return Files.readString(directory.token()).strip();
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-9005",
              directory.token() + " can't be read: " + e.getMessage(),
              "only the owner of the data directory may; become that user, or use an API token")
          .exception(e);
    }
  }
}
