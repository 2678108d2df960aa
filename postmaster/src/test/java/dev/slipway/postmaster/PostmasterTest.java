package dev.slipway.postmaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostmasterTest {
  private static final Superuser SUPERUSER = new Superuser("boss", "secret");
  private static final Map<String, String> SETTINGS = Map.of("shared_buffers", "16MB");

  @TempDir Path folder;
  private Postmaster postmaster;

  @BeforeEach
  void initialize() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    postmaster =
        new Postmaster(
            PostgresBinaries.bundled(TestingPostgres.cache()), folder.resolve("cluster"));
    postmaster.initialize(SUPERUSER);
  }

  @AfterEach
  void stop() {
    postmaster.stop(StopMode.IMMEDIATE, Duration.ofSeconds(10));
  }

  @Test
  void startsTakesConnectionsAndStops() throws Exception {
    var server = postmaster.start(SETTINGS, 0);
    assertThat(ask(server, "SHOW shared_buffers")).isEqualTo("16MB");
    assertThat(postmaster.running()).contains(server);
    assertThat(postmaster.stop(StopMode.FAST, Duration.ofSeconds(10))).isTrue();
    assertThat(postmaster.running()).isEmpty();
    assertThat(folder.resolve("cluster.new")).doesNotExist();
  }

  @Test
  void aSecondStartFindsTheServerThatRuns() {
    var first = postmaster.start(SETTINGS, 0);
    assertThat(postmaster.start(SETTINGS, 0)).isEqualTo(first);
  }

  @Test
  void startsAgainAfterTheServerWasKilledWithItsChildrenAlive() throws Exception {
    var first = postmaster.start(SETTINGS, 0);
    ask(first, "CREATE TABLE kept (n int)");
    signal("KILL", first.pid());
    var second = postmaster.start(SETTINGS, first.port());
    assertThat(second.pid()).isNotEqualTo(first.pid());
    assertThat(ask(second, "SELECT count(*)::text FROM kept")).isEqualTo("0");
  }

  /** For a moment the killed one still looks as if it served: it must never be given out. */
  @Test
  void aServerThatDiesIsNotTakenForOneThatRuns() throws Exception {
    for (var round = 0; round < 5; round++) {
      var server = postmaster.start(SETTINGS, 0);
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      assertThat(postmaster.running()).isEmpty();
      assertThat(postmaster.start(SETTINGS, server.port()).pid()).isNotEqualTo(server.pid());
    }
  }

  @Test
  void rememberingItsPortIsTheDirectorysOwnBusiness() {
    assertThat(postmaster.lastPort()).isZero();
    var server = postmaster.start(SETTINGS, 0);
    assertThat(postmaster.lastPort()).isEqualTo(server.port());
  }

  @Test
  void aPidFileThatNamesAStrangerDoesNotStopIt() throws Exception {
    var lines =
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            folder.resolve("cluster").toString(),
            "1",
            "5432",
            "",
            "127.0.0.1",
            "1 1",
            "ready");
    Files.write(folder.resolve("cluster/postmaster.pid"), lines);
    assertThat(postmaster.running()).isEmpty();
    assertThat(ask(postmaster.start(SETTINGS, 0), "SELECT 'up'")).isEqualTo("up");
  }

  @Test
  void anotherPortIsTakenWhenTheWishedOneIsInUse() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var server = postmaster.start(SETTINGS, taken.getLocalPort());
      assertThat(server.port()).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aDirectoryOfAnotherMajorVersionIsRefused() throws Exception {
    Files.writeString(folder.resolve("cluster/PG_VERSION"), "12\n");
    assertThatThrownBy(() -> postmaster.start(SETTINGS, 0))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("was made by PostgreSQL 12")
        .hasMessageContaining("Hint: name PostgreSQL 12 with SLIPWAY_POSTGRES");
  }

  @Test
  void aSettingThatPostgresRefusesIsToldInItsOwnWords() {
    assertThatThrownBy(() -> postmaster.start(Map.of("shared_buffers", "lots"), 0))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("SLIP-2108")
        .hasMessageContaining("shared_buffers");
  }

  @Test
  void aDirectoryThatTheUnprivilegedUserCannotReachIsRefused() throws Exception {
    if (Postmaster.runsAs().isEmpty()) {
      return;
    }
    var closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    var unreachable = new Postmaster(postmaster.binaries(), closed.resolve("cluster"));
    assertThatThrownBy(() -> unreachable.initialize(SUPERUSER))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("can't be reached by");
    assertThat(closed).isEmptyDirectory();
  }

  private static String ask(PostgresServer server, String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), SUPERUSER.name(), SUPERUSER.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }
}
