package dev.slipway.migration;

import dev.slipway.migration.source.MigrationSet;
import dev.slipway.migration.source.SqlFiles;
import dev.slipway.postmaster.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder of migrations that a test writes. */
public final class TestingMigrations implements AutoCloseable {
  private final Path folder;

  private TestingMigrations(Path folder) {
    this.folder = folder;
  }

  public static TestingMigrations empty() throws IOException {
    return new TestingMigrations(Files.createTempDirectory("slipway-migrations"));
  }

  public TestingMigrations with(String path, String content) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  public Path folder() {
    return folder;
  }

  public MigrationSet read() {
    return SqlFiles.in(folder).read();
  }

  public static Database database(TestDatabase test) {
    return new Database(test.jdbcUrl(), test.user(), test.password());
  }

  @Override
  public void close() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
