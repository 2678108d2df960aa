package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreTest {
  @TempDir Path folder;

  @BeforeEach
  void letOthersPass() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private EmbeddedStore embedded() {
    return new EmbeddedStore(
        PostgresBinaries.bundled(TestingPostgres.cache()), folder, folder.resolve("password"));
  }

  @Test
  void isMadeOnceAndOpenedAgain() {
    var schema = StoreSchema.of("things", StoreTest.class, "001_things.sql");
    try (var first = embedded();
        var store = Store.open(first.start(), List.of(schema), 2)) {
      store.transact(handle -> handle.execute("INSERT INTO things.thing (name) VALUES ('boat')"));
    }
    try (var second = embedded();
        var store = Store.open(second.start(), List.of(schema), 2)) {
      String name =
          store.read(
              handle ->
                  handle.createQuery("SELECT name FROM things.thing").mapTo(String.class).one());
      assertThat(name).isEqualTo("boat");
    }
  }

  @Test
  void saysSoWhenItsPasswordIsGone() throws Exception {
    try (var first = embedded()) {
      first.start();
    }
    Files.delete(folder.resolve("password"));
    try (var second = embedded()) {
      assertThatThrownBy(second::start)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("can't be opened without it");
    }
  }
}
