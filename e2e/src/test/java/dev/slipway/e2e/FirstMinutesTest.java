package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody meets who has just cloned the repository. */
final class FirstMinutesTest {
  private static final Slipway RUNNING = Slipway.fresh();

  private final Slipway slipway = Slipway.fresh();

  @BeforeAll
  static void start() throws Exception {
    RUNNING.run("up");
  }

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @AfterAll
  static void stopRunning() throws Exception {
    RUNNING.close();
  }

  @Test
  void upStartsEverythingAndDownStopsIt() throws Exception {
    var up = slipway.run("up");
    assertThat(up.exitCode()).describedAs(up.err()).isZero();
    assertThat(up.out()).contains("Control plane").contains("PostgreSQL 18").contains("Edge");

    var again = slipway.run("up");
    assertThat(again.out()).contains("already running");

    var status = slipway.run("status", "--json");
    assertThat(status.out()).contains("\"address\" : \"http://127.0.0.1:");

    assertThat(slipway.run("down").exitCode()).isZero();
    assertThat(slipway.processes()).isEmpty();
    assertThat(slipway.run("status").exitCode()).isEqualTo(5);
  }

  @Test
  void controlPlaneAndEdgeStartFromWhatTheBuildKept() throws Exception {
    var edge = RUNNING.status().edge().pid();
    assertThat(maps(RUNNING.address().pid())).containsPattern("/server\\.[0-9a-f]+\\.aot");
    assertThat(maps(edge)).containsPattern("/edge\\.[0-9a-f]+\\.aot");
  }

  private static String maps(long process) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(process), "maps"));
  }

  @Test
  void aSecondServerOnTheSameDataIsRefusedAndNamesTheFirst() throws Exception {
    var second = RUNNING.run("server");
    assertThat(second.exitCode()).isEqualTo(6);
    assertThat(second.err())
        .contains("is held by another control plane, process " + RUNNING.address().pid());
  }

  @Test
  void whatIsSecretIsTheOwnersAlone() throws Exception {
    for (var name : new String[] {"token", "store.password", "server.json"}) {
      var file = RUNNING.data().resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .describedAs(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void mistakesAreAnsweredWithTheNextStep() throws Exception {
    var unknown = slipway.run("statsu");
    assertThat(unknown.exitCode()).isEqualTo(4);
    assertThat(unknown.err()).contains("\"statsu\"").contains("Hint: did you mean status?");

    var option = slipway.run("status", "--jsno");
    assertThat(option.err()).contains("there is no option --jsno").contains("did you mean --json?");

    var down = slipway.run("status");
    assertThat(down.exitCode()).isEqualTo(5);
    assertThat(down.err())
        .contains("no control plane is running on " + slipway.data())
        .contains("Hint: slipway up starts it");
  }

  @Test
  void everyVerbHasHelpWithAnExample() throws Exception {
    // The overview comes from the launcher, the same words from the command line itself.
    assertThat(slipway.run("--help").out()).isEqualTo(slipway.run("help").out());
    for (var verb : new String[] {"up", "down", "status", "doctor", "completion", "version"}) {
      var help = slipway.run(verb, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: slipway " + verb).contains("Example:");
    }
  }
}
