package dev.slipway.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the control plane can be told when it starts. */
@Command(
    name = "slipway server",
    mixinStandardHelpOptions = true,
    description = "Runs the control plane in the foreground.",
    footer = {"", "Example:", "  slipway server --data /srv/slipway --port 7400"})
final class Options {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "data directory (default: SLIPWAY_DATA or ~/.slipway)")
  @Nullable Path data;

  @Option(
      names = "--port",
      description =
          "port of API and dashboard on the loopback address (default: 7400, or a free one)")
  @Nullable Integer port;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "an external PostgreSQL for our state: postgres://user:password@host/database")
  @Nullable String store;

  @Option(names = "--http", description = "port of the edge (default: 8080, or a free one)")
  @Nullable Integer http;

  @Option(names = "--https", description = "TLS port of the edge (default: 8443, or a free one)")
  @Nullable Integer https;
}
