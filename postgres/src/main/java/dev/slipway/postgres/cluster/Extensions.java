package dev.slipway.postgres.cluster;

import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.postmaster.PostgresBinaries;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Extensions: what is there, what must be loaded at start, what was asked for. */
final class Extensions {
  /** Statistics of statements are wanted in every cluster: slow queries are explained by them. */
  private static final String STATEMENTS = "pg_stat_statements";

  private static final Set<String> LOADED_AT_START =
      Set.of(STATEMENTS, "auto_explain", "pg_cron", "timescaledb", "pgaudit");

  private Extensions() {}

  /** Libraries to load at start; one that isn't installed would keep the server from starting. */
  static String preloaded(List<String> wanted, PostgresBinaries binaries) {
    return String.join(
        ",",
        Stream.concat(Stream.of(STATEMENTS), wanted.stream())
            .distinct()
            .filter(LOADED_AT_START::contains)
            .filter(name -> isInstalled(name, binaries))
            .toList());
  }

  private static boolean isInstalled(String name, PostgresBinaries binaries) {
    return Stream.of("lib", "lib/postgresql")
        .anyMatch(folder -> Files.exists(binaries.folder().resolve(folder).resolve(name + ".so")));
  }

  static void create(Connection connection, ClusterSpec spec) throws SQLException {
    var available = available(connection);
    var missing = spec.extensions().stream().filter(name -> !available.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw missing(spec, missing, available);
    }
    var wanted = new TreeSet<>(spec.extensions());
    if (available.contains(STATEMENTS)) {
      wanted.add(STATEMENTS);
    }
    try (var statement = connection.createStatement()) {
      for (var name : wanted) {
        statement.execute("CREATE EXTENSION IF NOT EXISTS " + Sql.identifier(name));
      }
    }
  }

  private static Set<String> available(Connection connection) throws SQLException {
    var names = new TreeSet<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT name FROM pg_available_extensions")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static RuntimeException missing(
      ClusterSpec spec, List<String> missing, Set<String> available) {
    var near =
        missing.stream()
            .flatMap(name -> Suggestion.nearest(name, available).stream())
            .distinct()
            .toList();
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-5004",
            spec.name()
                + "/extensions: this PostgreSQL doesn't have "
                + String.join(", ", missing)
                + " ("
                + available.size()
                + " others are there)",
            near.isEmpty()
                ? "install the extension for this PostgreSQL, or take it off the list"
                : "did you mean " + String.join(", ", near) + "?")
        .exception();
  }
}
