package dev.slipway.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An immutable build of an application: what is promoted from environment to environment.
 *
 * @param source digest over the sources, the manifest included, with a mark of how it was built
 *     where environments build differently
 * @param manifest the text of slipway.yaml that it was built with
 * @param parts what was built for each service
 * @param migrations digest over the migrations of every database
 */
public record Build(
    String id,
    String app,
    String source,
    Optional<String> commit,
    String manifest,
    Map<String, Part> parts,
    String migrations,
    Instant builtAt) {
  /** The part that is the sources themselves: manifest, migrations, everything. */
  public static final String SOURCES = ".";

  /** Where the release's own copy of the sources is. */
  public Path sources() {
    return Path.of(
        Objects.requireNonNull(parts.get(SOURCES), "a build keeps its sources").folder());
  }

  /** What was built for one service, and where it is kept. */
  public record Part(String digest, String folder) {}
}
