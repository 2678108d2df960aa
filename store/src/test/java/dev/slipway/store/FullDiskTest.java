package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.kit.ProblemException;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk of a few megabytes that fills up; only root can make one. */
@Timeout(300)
final class FullDiskTest {
  private static final StoreSchema THINGS =
      StoreSchema.of("things", StoreTest.class, "001_things.sql");

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    disk = Files.createDirectory(folder.resolve("disk"));
    var mounted = run("mount", "-t", "tmpfs", "-o", "size=16m,mode=0755", "none", disk.toString());
    assumeTrue(mounted, "no disk of a few megabytes can be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  private EmbeddedStore embedded() {
    return new EmbeddedStore(
        PostgresBinaries.bundled(TestingPostgres.cache()), disk, disk.resolve("password"));
  }

  @Test
  void aStoreThatHasNoRoomIsRefusedAndMadeOnceThereIs() throws Exception {
    try (var embedded = embedded()) {
      assertThatThrownBy(embedded::start)
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith("SLIP-2110 " + disk.resolve("store") + ": initdb failed: ")
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("Hint: check the disk's space");
      assertThat(disk.resolve("store")).doesNotExist();
      assertThat(disk.resolve("store.new")).doesNotExist();

      resize(200);
      try (var store = Store.open(embedded.start(), List.of(THINGS))) {
        StoreTrials.add(store);
        assertThat(StoreTrials.awaitCount(store)).isEqualTo(1);
      }
    }
  }

  @Test
  void aDiskThatFillsUpUnderItLosesNothingAndItComesBackOnceThereIsRoom() throws Exception {
    resize(200);
    try (var embedded = embedded()) {
      embedded.start();
      embedded.watch();
      try (var store = Store.open(embedded::address, List.of(THINGS))) {
        StoreTrials.add(store);
        var ballast = disk.resolve("ballast");
        fill(ballast);
        var kept = 1 + addUntilRefused(store);
        // What the full disk does not end by itself is ended here: it must not start on it by half.
        embedded
            .running()
            .ifPresent(
                server -> ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly));

        Files.delete(ballast);

        assertThat(StoreTrials.awaitCount(store)).isEqualTo(kept);
        StoreTrials.awaitAdd(store);
      }
    }
  }

  /** How many were confirmed. */
  private static int addUntilRefused(Store store) {
    var confirmed = 0;
    while (true) {
      try {
        StoreTrials.add(store);
        confirmed++;
      } catch (RuntimeException refused) {
        assertThat(refused).hasMessageContaining("No space left on device");
        return confirmed;
      }
    }
  }

  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      var bytes = new byte[1 << 16];
      while (true) {
        out.write(bytes);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private void resize(int megabytes) throws Exception {
    assertThat(run("mount", "-o", "remount,size=" + megabytes + "m", disk.toString())).isTrue();
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
