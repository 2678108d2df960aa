package dev.slipway.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ByteSize;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.runtime.contract.testing.Soon;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the supervisor of an instance does, and what becomes of an instance without it. */
final class SupervisorTest {
  private static final OutputLimits SMALL =
      new OutputLimits(new ByteSize(64 << 10), 2, Duration.ofMillis(50));

  private static final Path MEMORY = Path.of("/dev/shm");

  private TestingHome home;
  private ProcessRuntime runtime;

  @BeforeEach
  void open() throws Exception {
    home = TestingHome.fresh();
    runtime = ProcessRuntime.open(home.path(), SMALL);
  }

  @AfterEach
  void close() throws Exception {
    home.close();
  }

  private InstanceSpec spec(String id, String command) {
    return InstanceSpec.service(new InstanceId(id), home.artefact(), Launch.of(command));
  }

  private InstanceStatus status(InstanceSpec spec) {
    return runtime.find(spec.id()).orElseThrow().status();
  }

  private ProcessIdentity supervisorOf(InstanceSpec spec) throws Exception {
    return state(spec).supervisor().orElseThrow();
  }

  private SupervisorState state(InstanceSpec spec) throws Exception {
    return folder(spec).state().orElseThrow();
  }

  private InstanceFolder folder(InstanceSpec spec) {
    return new InstanceFolder(home.path().resolve("instances").resolve(spec.id().value()));
  }

  @Test
  void anInstanceOutlivesItsSupervisorAndIsTakenBackIntoCare() throws Exception {
    var spec = spec("orphan", "exec sleep 1000");
    runtime.start(spec);
    var before = (InstanceStatus.Running) status(spec);
    var supervisor = supervisorOf(spec);
    supervisor.kill();
    Soon.that(() -> "killed", () -> !supervisor.isAlive());
    assertThat(status(spec)).isEqualTo(new InstanceStatus.Lost("its supervisor was killed", true));

    runtime.start(spec);
    assertThat(((InstanceStatus.Running) status(spec)).pid()).isEqualTo(before.pid());
    state(spec).app().orElseThrow().kill();
    Soon.that(
        () -> "started again: " + status(spec),
        () ->
            status(spec) instanceof InstanceStatus.Running running
                && running.pid() != before.pid());
  }

  @Test
  void anInstanceWithoutSupervisorCanBeStopped() throws Exception {
    var spec = spec("orphan", "trap 'echo bye; exit' TERM; echo up; while :; do sleep 0.05; done");
    runtime.start(spec);
    Soon.that(() -> "up", () -> runtime.output(spec.id()).last(1).contains("up"));
    supervisorOf(spec).kill();
    runtime.stop(spec.id(), Duration.ofSeconds(10));
    assertThat(status(spec)).isInstanceOf(InstanceStatus.Ended.class);
    assertThat(runtime.output(spec.id()).last(1)).containsExactly("bye");
  }

  @Test
  void aStrangerWithTheSameNumberIsNeverSignalled() throws Exception {
    var spec = spec("reused", "exec sleep 1000");
    runtime.start(spec);
    var supervisor = supervisorOf(spec);
    var app = state(spec).app().orElseThrow();
    supervisor.kill();
    app.kill();
    Soon.that(() -> "killed", () -> !supervisor.isAlive() && !app.isAlive());
    var stranger = startedLaterThan(app);
    try {
      var file = folder(spec).path().resolve("state");
      Files.writeString(
          file,
          Files.readString(file).replaceAll("(?m)^(app|supervisor)=.*", "$1=" + stranger.pid()));
      assertThat(status(spec))
          .isEqualTo(new InstanceStatus.Lost("its supervisor was killed", false));
      runtime.stop(spec.id(), Duration.ZERO);
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  /** Start times are counted in hundredths of a second: two within one would be the same. */
  private static Process startedLaterThan(ProcessIdentity app) throws Exception {
    while (true) {
      var process = new ProcessBuilder("sleep", "1000").start();
      var identity = ProcessIdentity.of(process.pid());
      if (identity.isPresent() && identity.get().startTicks() != app.startTicks()) {
        return process;
      }
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void afterTheMachineWasRestartedAnInstanceIsLost() throws Exception {
    var spec = spec("rebooted", "exec sleep 1000");
    var port = runtime.start(spec).address().getPort();
    var supervisor = supervisorOf(spec);
    var app = state(spec).app().orElseThrow();
    supervisor.kill();
    app.kill();
    Soon.that(() -> "killed", () -> !supervisor.isAlive() && !app.isAlive());
    var file = folder(spec).path().resolve("state");
    Files.writeString(file, Files.readString(file).replaceAll("(?m)^boot=.*", "boot=another"));
    assertThat(status(spec)).isEqualTo(new InstanceStatus.Lost("the machine was restarted", false));
    assertThat(runtime.start(spec).address().getPort()).isEqualTo(port);
    assertThat(status(spec)).isInstanceOf(InstanceStatus.Running.class);
  }

  @Test
  void outputIsRotatedWithoutLosingALine() throws Exception {
    assertNoLineIsLost(runtime, home);
  }

  /** A file system in memory can't collapse a range, nor can overlays of containers. */
  @Test
  @EnabledIf("thereIsMemoryToWriteTo")
  void noLineIsLostWhereTheFileSystemCanOnlyTruncate() throws Exception {
    try (var inMemory = TestingHome.in(MEMORY)) {
      assertNoLineIsLost(ProcessRuntime.open(inMemory.path(), SMALL), inMemory);
    }
  }

  static boolean thereIsMemoryToWriteTo() {
    return Files.isWritable(MEMORY);
  }

  private static void assertNoLineIsLost(ProcessRuntime runtime, TestingHome home)
      throws Exception {
    var lines = 6_000;
    var spec =
        InstanceSpec.service(
                new InstanceId("chatty"),
                home.artefact(),
                Launch.of(
                    "i=0; while [ $i -lt "
                        + lines
                        + " ]; do i=$((i + 1)); echo \"line $i of many\";"
                        + " [ $((i % 500)) = 0 ] && sleep 0.1; done; sleep 0.3"))
            .living(new Lifetime.OneOff(Duration.ofMinutes(1)));
    runtime.start(spec);
    var followed = new ArrayList<String>();
    runtime.output(spec.id()).follow(lines, Duration.ofMinutes(1), followed::add);
    var folder = new InstanceFolder(home.path().resolve("instances").resolve("chatty"));
    assertThat(folder.path().resolve("output.log.1")).exists();
    assertThat(followed)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i + " of many").toList());
    assertThat(runtime.output(spec.id()).last(lines)).isEqualTo(followed);
  }

  @Test
  void noSecretIsOnDiskOrInTheListOfProcesses() throws Exception {
    var secret = "s3cr3t-of-this-test";
    var spec = spec("secretive", "exec sleep 1000");
    runtime.start(
        InstanceSpec.service(spec.id(), spec.artefact(), spec.launch().with("TOKEN", secret)));
    try (var files = Files.walk(home.path())) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(secret));
    }
    for (var process : ProcessHandle.allProcesses().toList()) {
      var line = Path.of("/proc/" + process.pid() + "/cmdline");
      if (Files.exists(line)) {
        assertThat(new String(Files.readAllBytes(line))).doesNotContain(secret);
      }
    }
  }

  @Test
  void aFixedPortThatIsTakenIsRefused() throws Exception {
    try (var taken = new ServerSocket(0)) {
      var port = taken.getLocalPort();
      var spec = spec("fixed", "exec sleep 1000");
      var launch =
          new Launch(spec.launch().command(), spec.launch().environment(), OptionalInt.of(port));
      assertThatThrownBy(
              () -> runtime.start(InstanceSpec.service(spec.id(), spec.artefact(), launch)))
          .hasMessageStartingWith("SLIP-7007 fixed insists on port " + port + ", which is taken");
      assertThat(runtime.list()).isEmpty();
    }
  }

  @Test
  void aHalfMadeFolderIsCleared() throws Exception {
    Files.createDirectories(home.path().resolve("instances/half/scratch"));
    assertThat(runtime.reconcile()).isEmpty();
    assertThat(home.path().resolve("instances/half")).doesNotExist();
  }

  @Test
  void aStopThatWasBegunIsCarriedToItsEnd() throws Exception {
    var spec = spec("stopping", "exec sleep 1000");
    runtime.start(spec);
    supervisorOf(spec).kill();
    folder(spec).wishToStop(1);
    assertThat(ProcessRuntime.open(home.path()).reconcile())
        .singleElement()
        .satisfies(i -> assertThat(i.status()).isInstanceOf(InstanceStatus.Ended.class));
    assertThat(state(spec).app()).isEmpty();
  }
}
