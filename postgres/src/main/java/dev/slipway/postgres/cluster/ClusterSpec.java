package dev.slipway.postgres.cluster;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Problem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wanted of a cluster.
 *
 * @param database its name inside the cluster
 * @param extensions to install, by the names that {@code pg_available_extensions} has
 * @param schemas to make besides {@code public}
 */
public record ClusterSpec(
    ClusterName name,
    String database,
    List<String> extensions,
    List<String> schemas,
    ByteSize memory,
    int connections) {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
  private static final ByteSize DEFAULT_MEMORY = ByteSize.ofMebibytes(512);
  private static final ByteSize LEAST_MEMORY = ByteSize.ofMebibytes(128);
  private static final int DEFAULT_CONNECTIONS = 100;

  public ClusterSpec {
    extensions = List.copyOf(extensions);
    schemas = List.copyOf(schemas);
    check(name + "/database", database);
    schemas.forEach(schema -> check(name + "/schemas", schema));
    if (memory.compareTo(LEAST_MEMORY) < 0) {
      throw wrong(name + "/memory: " + memory.human() + " is less than PostgreSQL needs", "128 MB");
    }
    if (connections < 10 || connections > 5000) {
      throw wrong(name + "/connections: " + connections + " is out of bounds", "10 to 5000");
    }
  }

  /** A cluster with one database of the application's name and nothing special. */
  public static ClusterSpec of(ClusterName name) {
    return new ClusterSpec(
        name,
        name.application().replace('-', '_'),
        List.of(),
        List.of(),
        DEFAULT_MEMORY,
        DEFAULT_CONNECTIONS);
  }

  public ClusterSpec with(List<String> extensions, List<String> schemas) {
    return new ClusterSpec(name, database, extensions, schemas, memory, connections);
  }

  private static void check(String where, String identifier) {
    if (!IDENTIFIER.matcher(identifier).matches() || identifier.startsWith("pg_")) {
      throw wrong(
          where + ": \"" + identifier + "\" can't be used",
          "up to 40 lower-case letters, digits and underscores; not starting with a digit or pg_");
    }
  }

  private static RuntimeException wrong(String fact, String allowed) {
    return Problem.of(Problem.Kind.BAD_INPUT, "SLIP-5002", fact, "allowed: " + allowed).exception();
  }
}
