package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The store's PostgreSQL dies under a control plane that lives. */
@Timeout(300)
final class StoreRevivalTest {
  private static final StoreSchema THINGS =
      StoreSchema.of("things", StoreTest.class, "001_things.sql");

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
  void comesBackOnItsPortAsOftenAsItIsKilled() throws Exception {
    try (var embedded = embedded()) {
      var address = embedded.start();
      embedded.watch();
      try (var store = Store.open(embedded::address, List.of(THINGS))) {
        for (var round = 1; round <= 3; round++) {
          StoreTrials.awaitAdd(store);
          StoreTrials.kill(embedded);
          assertThat(StoreTrials.awaitCount(store)).isEqualTo(round);
        }
        assertThat(embedded.address()).isEqualTo(address);
      }
    }
  }

  @Test
  void keepsItsPortFromOneStartToTheNext() {
    StoreAddress first;
    try (var embedded = embedded()) {
      first = embedded.start();
    }
    try (var embedded = embedded()) {
      assertThat(embedded.start()).isEqualTo(first);
    }
  }

  @Test
  void isFollowedToAnotherPortWhenSomebodyTookItsOwn() throws Exception {
    try (var embedded = embedded()) {
      var before = embedded.start();
      try (var store = Store.open(embedded::address, List.of(THINGS))) {
        StoreTrials.add(store);
        StoreTrials.kill(embedded);
        try (var thief = takes(StoreTrials.port(before))) {
          assertThat(thief.isBound()).isTrue();
          // Nobody watched until now: the port was lost for certain.
          embedded.watch();
          assertThat(StoreTrials.awaitCount(store)).isEqualTo(1);
          assertThat(embedded.address()).isNotEqualTo(before);
        }
      }
    }
  }

  /** As soon as the dying server has let go of it. */
  private static ServerSocket takes(int port) throws Exception {
    var end = System.nanoTime() + 30_000_000_000L;
    while (true) {
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (java.net.BindException stillInUse) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.sleep(5);
      }
    }
  }
}
