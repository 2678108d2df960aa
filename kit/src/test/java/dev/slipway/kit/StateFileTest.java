package dev.slipway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFileTest {
  @TempDir Path folder;

  @Test
  void isEmptyBeforeItIsWritten() throws IOException {
    assertThat(new StateFile(folder.resolve("state")).read()).isEmpty();
  }

  @Test
  void replacesTheContentAndLeavesNothingAside() throws IOException {
    var file = new StateFile(folder.resolve("state"));
    file.write("old");
    file.write("new");
    assertThat(file.read()).contains("new");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("state"));
    }
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    var file = new StateFile(folder.resolve("state"));
    file.write("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }
}
