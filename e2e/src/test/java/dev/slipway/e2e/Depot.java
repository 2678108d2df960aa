package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** An application with a database, of which each release has the fault that is asked for. */
final class Depot {
  /** What is wrong with a release, or is not. */
  enum Kind {
    GOOD,
    MIGRATES,
    SICK,
    CRASHES,
    BAD_MIGRATION,
    WRONG_VARIABLE,
    FULL_DISK,
    CANCELLED;

    /** Whether users are to meet it. */
    boolean isGood() {
      return this == GOOD || this == MIGRATES;
    }
  }

  private final Path folder;
  private int edition;
  private Optional<Path> unwanted = Optional.empty();

  Depot(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createDirectories(folder.resolve("migrations"));
    try (var source = Depot.class.getResourceAsStream("/depot/Depot.java")) {
      Files.write(folder.resolve("Depot.java"), Objects.requireNonNull(source).readAllBytes());
    }
    migration("CREATE TABLE invoices (id bigserial PRIMARY KEY, note text NOT NULL);\n");
  }

  String folder() {
    return folder.toString();
  }

  static String host() {
    return "depot.localhost";
  }

  /** Writes the next release. What a release before left that can't stay is taken away. */
  void next(Kind kind) {
    try {
      if (unwanted.isPresent()) {
        Files.delete(unwanted.get());
        unwanted = Optional.empty();
      }
      edition++;
      switch (kind) {
        case MIGRATES ->
            migration(
                "ALTER TABLE invoices ADD COLUMN c%d int;\nSELECT pg_sleep(0.5);\n"
                    .formatted(edition));
        case BAD_MIGRATION ->
            unwanted = Optional.of(migration("ALTER TABLE nowhere ADD COLUMN c int;\n"));
        case CANCELLED -> unwanted = Optional.of(migration("SELECT pg_sleep(600);\n"));
        default -> {}
      }
      Files.writeString(folder.resolve("slipway.yaml"), manifest(kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path migration(String sql) throws IOException {
    var file = folder.resolve("migrations/%04d_change.sql".formatted(edition + 1));
    return Files.writeString(file, sql);
  }

  private String manifest(Kind kind) {
    var mode =
        switch (kind) {
          case SICK -> "sick";
          case CRASHES -> "crash";
          default -> "good";
        };
    var missing = kind == Kind.WRONG_VARIABLE ? ", KEY: \"${env.NOBODY_SET_IT}\"" : "";
    return """
    app: depot
    services:
      web:
        build: mkdir -p lib && cp "$SLIPWAY_PGJDBC" lib/ && "$JAVA_HOME/bin/javac" -d out Depot.java
        start: exec java -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx48m -cp "out:lib/*" Depot
        health: { path: /health, within: 15s }
        replicas: 2
        env: { RELEASE: "${release}", MODE: "%s", EDITION: "%d"%s }
        strategy: %s
    databases:
      main:
        migrations: migrations
    """
        .formatted(mode, edition, missing, edition % 2 == 0 ? "rolling" : "blue-green");
  }
}
