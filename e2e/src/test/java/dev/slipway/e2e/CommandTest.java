package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands and consoles in an environment, and that nothing of them is ever left behind. */
@Timeout(600)
final class CommandTest {
  private static final int SIGINT = 2;
  private static Slipway slipway;
  private static final String[] WHERE = {"run", "tools", "development", "--"};
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @BeforeAll
  static void start() throws Exception {
    slipway = Slipway.fresh();
    var shop = new Shop(slipway, "tools");
    assertThat(shop.deploy("blue-green", "0").exitCode()).isZero();
    var set =
        slipway.run(
            "env", "set", "development", "--app", "tools", "--secret", "API_KEY=k3y-of-the-shop");
    assertThat(set.exitCode()).describedAs(set.err()).isZero();
    assertThat(shop.deploy("blue-green", "0").exitCode()).isZero();
  }

  @AfterAll
  static void stop() throws Exception {
    slipway.close();
  }

  private static String[] words(String... command) {
    var all = new String[WHERE.length + command.length];
    System.arraycopy(WHERE, 0, all, 0, WHERE.length);
    System.arraycopy(command, 0, all, WHERE.length, command.length);
    return all;
  }

  @Test
  void hasWhatInstancesHaveHidesSecretsAndHandsOnTheExitCode() throws Exception {
    var said =
        slipway.run(
            words("echo $RELEASE; ls Shop.java; echo key $API_KEY; echo to err >&2; exit 42"));
    assertThat(said.out())
        .isEqualTo("v2\nShop.java\nkey ••••\nto err\n")
        .doesNotContain("k3y-of-the-shop");
    assertThat(said.exitCode()).isEqualTo(42);

    // The key was there, though nobody saw it.
    assertThat(slipway.run(words("test ${#API_KEY} -eq 15")).exitCode()).isZero();
    assertThat(slipway.run(words("printf", "%s|", "a b", "it's")).out()).isEqualTo("a b|it's|\n");

    var late = slipway.run("run", "tools", "development", "--limit", "1s", "--", "sleep 300");
    assertThat(late.exitCode()).isNotZero();
    assertThat(late.err()).contains("stopped at its time limit");

    assertThat(slipway.run("run", "tools", "development", "--service", "wbe", "--", "ls").err())
        .contains("tools/development has no service wbe")
        .contains("SLIP-7733");
    slipway.run(words("echo k3y-of-the-shop"));
    assertThat(slipway.run("audit").out())
        .contains("command.run")
        .contains("web: echo ••••")
        .doesNotContain("k3y-of-the-shop");
  }

  @Test
  void ctrlCEndsTheWholeTree() throws Exception {
    var verb = slipway.begin(words("sleep 7001 & sleep 7001"));
    until("it runs", () -> running("7001"));
    var pid = Long.toString(verb.pid());
    new ProcessBuilder("kill", "-" + interrupt(pid), pid).start().waitFor();
    assertThat(verb.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(running("7001")).isFalse();
  }

  /** A run that a shell put into the background ignores INT, and so does all that it starts. */
  private static String interrupt(String pid) throws IOException {
    var ignored =
        Files.readAllLines(Path.of("/proc", pid, "status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
            .findFirst()
            .orElse(0L);
    return (ignored & (1L << (SIGINT - 1))) == 0 ? "INT" : "TERM";
  }

  @Test
  void whoeverDiesNothingIsLeftBehind() throws Exception {
    // The command line dies: nobody reads any more
    var verb = slipway.begin(words("sleep 7002 & sleep 7002"));
    until("it runs", () -> running("7002"));
    verb.destroyForcibly();
    until("it is ended", () -> !running("7002"));

    // The control plane dies, and with it the terminals that it holds; commands go on, and are read
    var console = slipway.begin("console", "tools", "development", "--", "sleep 7003 & sleep 7003");
    until("the console runs", () -> running("7003"));
    var told = slipway.data().resolveSibling("told");
    var on = "while [ ! -e " + told + " ]; do sleep 0.1; done; echo and on";
    var reader = slipway.begin(words("echo before; " + on + "; exit 9"));
    var out = reader.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("before");
    Slipway.kill(slipway.address().pid());
    assertThat(slipway.run("up").exitCode()).isZero();
    Files.createFile(told);
    assertThat(out.readLine()).isEqualTo("and on");
    assertThat(reader.waitFor()).isEqualTo(9);
    until("the console is ended", () -> !running("7003"));
    console.destroyForcibly();
  }

  @Test
  void aConsoleIsATerminalAndEndsWithItsReader() throws Exception {
    var typed = slipway.begin("console", "tools", "development");
    try (var keys = typed.getOutputStream()) {
      keys.write("tty; echo is $((40 + 2)) $API_KEY; exit 5\n".getBytes(StandardCharsets.UTF_8));
    }
    var shown = new String(typed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shown).contains("/dev/pts/").contains("is 42 ••••");
    assertThat(typed.waitFor()).isEqualTo(5);

    var left = slipway.begin("console", "tools", "development", "--", "sleep 7004");
    until("it runs", () -> running("7004"));
    left.destroyForcibly();
    until("it is ended", () -> !running("7004"));
  }

  @Test
  void aConsoleTakesTheSizeOfItsWindowAndItsServicesLimits() throws Exception {
    var resized = slipway.data().resolveSibling("resized");
    var until =
        "i=0; while [ $i -lt 300 ] && [ \"$(stty size)\" != '40 100' ]; do i=$((i + 1)); sleep 0.1;"
            + " done; stty size";
    var shown =
        slipway.beginInTerminal(
            resized,
            100,
            40,
            "console",
            "tools",
            "development",
            "--",
            "cat /proc/self/cgroup; echo ready; " + until + "; exit 7");
    var out = shown.inputReader(StandardCharsets.UTF_8);
    var before = new StringBuilder();
    for (var line = ""; !line.equals("ready"); line = Objects.requireNonNull(out.readLine())) {
      before.append(line).append('\n');
    }
    assertThat(before.toString())
        .satisfiesAnyOf(
            text -> assertThat(text).contains("/slipway/"),
            text -> assertThat(Path.of("/sys/fs/cgroup/memory")).doesNotExist());
    Files.createFile(resized);
    assertThat(out.readLine()).isEqualTo("40 100");
    assertThat(shown.waitFor()).isEqualTo(7);
  }

  private static boolean running(String seconds) throws IOException {
    try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : all) {
        try {
          if (Files.readString(process.resolve("cmdline")).equals("sleep\0" + seconds + "\0")) {
            return true;
          }
        } catch (IOException gone) {
          // It ended while we looked.
        }
      }
    }
    return false;
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!Objects.requireNonNull(condition.call())) {
      assertThat(System.nanoTime()).describedAs("%s", what).isLessThan(end);
      Thread.sleep(50);
    }
  }
}
