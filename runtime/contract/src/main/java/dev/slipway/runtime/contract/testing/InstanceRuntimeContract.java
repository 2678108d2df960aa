package dev.slipway.runtime.contract.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Ids;
import dev.slipway.kit.ProblemException;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.Exit;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.runtime.contract.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every runtime must do with instances; a runtime's test extends it. */
public abstract class InstanceRuntimeContract {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Lifetime ONCE = new Lifetime.OneOff(Duration.ofSeconds(60));

  private final List<InstanceId> started = new ArrayList<>();

  /** The runtime under test. */
  protected abstract InstanceRuntime runtime();

  /** The same runtime as a control plane finds it that was started anew. */
  protected abstract InstanceRuntime runtimeAfterRestart();

  /** An artefact in which a POSIX shell and its usual programs run. */
  protected abstract Artefact artefact();

  @AfterEach
  final void removeWhatWasStarted() {
    started.forEach(runtime()::remove);
  }

  protected final InstanceSpec spec(String command) {
    var id = new InstanceId("test-" + Ids.secret(8));
    started.add(id);
    return InstanceSpec.service(id, artefact(), Launch.of(command));
  }

  @Test
  final void anInstanceGetsItsEnvironmentPortAndFolder() throws Exception {
    var strange = "it's \"quoted\" $HOME `date` \\n\nsecond line ü";
    var spec =
        spec("echo \"port=$PORT\"; printf %s\\\\n"
                + " \"$STRANGE\"; id -u; touch $TMPDIR/mine && echo writes")
            .living(ONCE);
    var launch = spec.launch().with("STRANGE", strange).with("LD_PRELOAD", "");
    var instance =
        runtime()
            .start(
                new InstanceSpec(
                    spec.id(), spec.labels(), spec.artefact(), launch, Limits.NONE, ONCE));

    assertThat(end(spec).isSuccess()).isTrue();
    var lines = runtime().output(spec.id()).last(10);
    assertThat(lines.getFirst()).isEqualTo("port=" + instance.address().getPort());
    assertThat(String.join("\n", lines)).contains(strange);
    assertThat(lines).doesNotContain("0").endsWith("writes");
  }

  @Test
  final void startingWhatRunsIsNoMoreThanALook() {
    var spec = spec("exec sleep 1000");
    var first = runtime().start(spec);
    var second = runtime().start(spec);
    assertThat(second).isEqualTo(first);
    assertThat(runtime().list()).filteredOn(i -> i.id().equals(spec.id())).hasSize(1);
  }

  @Test
  final void aNameBelongsToOneArtefactAndCommand() {
    var spec = spec("exec sleep 1000");
    runtime().start(spec);
    var other = InstanceSpec.service(spec.id(), spec.artefact(), Launch.of("exec sleep 1001"));
    assertThatThrownBy(() -> runtime().start(other))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(
            "SLIP-7006 " + spec.id() + " is the name of an instance of another artefact");
  }

  @Test
  final void whatEndsIsStartedAgain() throws Exception {
    var spec =
        spec("echo hello; [ -e $TMPDIR/second ] && exec sleep 1000; > $TMPDIR/second; exit 3");
    runtime().start(spec);
    Soon.that(
        () -> "restarted: " + status(spec),
        () -> status(spec) instanceof InstanceStatus.Running running && running.restarts() == 1);
    assertThat(runtime().diagnose(spec.id()).lastExit().orElseThrow().text())
        .isEqualTo("exit code 3");
    // It counts as running from its start on, which is before it has said anything.
    Soon.that(
        () -> "says hello twice: " + runtime().output(spec.id()).last(5),
        () -> runtime().output(spec.id()).last(5).equals(List.of("hello", "hello")));
  }

  @Test
  final void whatEndsAgainAndAgainIsACrashLoop() throws Exception {
    var spec = spec("echo no database; exit 7").living(quickLoop());
    runtime().start(spec);
    Soon.that(
        () -> "loops: " + status(spec),
        () -> status(spec) instanceof InstanceStatus.CrashLooping loop && loop.ends() >= 3);
    assertThat(runtime().diagnose(spec.id()).lastExit().orElseThrow().code()).isEqualTo(7);
  }

  private static Lifetime quickLoop() {
    return new Lifetime.Service(
        Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMinutes(1), 3);
  }

  @Test
  final void anInstanceMayEndInItsOwnTime() throws Exception {
    var spec =
        spec("trap 'sleep 0.3; echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done");
    runtime().start(spec);
    awaitLine(spec, "up");
    runtime().stop(spec.id(), GRACE);
    assertThat(runtime().output(spec.id()).last(1)).containsExactly("bye");
    assertThat(status(spec)).isInstanceOf(InstanceStatus.Ended.class);
    var exit = ((InstanceStatus.Ended) status(spec)).exit();
    assertThat(exit.cause()).isEqualTo(Exit.Cause.STOPPED);
    assertThat(exit.code()).isZero();
  }

  @Test
  final void whatWillNotEndIsKilledWithItsWholeTree() throws Exception {
    var spec =
        spec(
            "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo child; while :; do sleep 0.05; echo x"
                + " >> $TMPDIR/beat; done' & while :; do sleep 0.1; done");
    runtime().start(spec);
    awaitLine(spec, "child");
    var begun = System.nanoTime();
    runtime().stop(spec.id(), Duration.ofSeconds(1));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    assertThat(status(spec)).isInstanceOf(InstanceStatus.Ended.class);
    assertThat(runtime().diagnose(spec.id()).lastExit().orElseThrow().code()).isEqualTo(137);
    assertNothingBeats(spec);
  }

  private void assertNothingBeats(InstanceSpec spec) throws Exception {
    var beats = spec.living(ONCE);
    var counting =
        new InstanceSpec(
            new InstanceId(beats.id() + "-count"),
            Map.of(),
            beats.artefact(),
            Launch.of("wc -l < " + beatFile(spec) + "; sleep 0.4; wc -l < " + beatFile(spec)),
            Limits.NONE,
            ONCE);
    started.add(counting.id());
    runtime().start(counting);
    end(counting);
    var lines = runtime().output(counting.id()).last(2);
    assertThat(lines.getFirst()).isEqualTo(lines.getLast());
  }

  /** Where an instance's TMPDIR is, seen from another one. */
  protected abstract String beatFile(InstanceSpec spec);

  @Test
  final void whatIsStoppedStaysStoppedAndMayBeStartedAgain() {
    var spec = spec("exec sleep 1000");
    var port = runtime().start(spec).address().getPort();
    runtime().stop(spec.id(), GRACE);
    runtime().stop(spec.id(), GRACE);
    assertThat(status(spec)).isInstanceOf(InstanceStatus.Ended.class);
    assertThat(runtime().start(spec).address().getPort()).isEqualTo(port);
    assertThat(status(spec)).isInstanceOf(InstanceStatus.Running.class);
  }

  @Test
  final void aRestartedControlPlaneKnowsItsInstances() throws Exception {
    var spec = spec("echo up; exec sleep 1000").labelled(Map.of("service", "web"));
    var before = runtime().start(spec);
    var restarted = runtimeAfterRestart();
    assertThat(restarted.reconcile()).contains(before);
    assertThat(restarted.start(spec)).isEqualTo(before);
    restarted.stop(spec.id(), GRACE);
    assertThat(status(spec)).isInstanceOf(InstanceStatus.Ended.class);
    restarted.remove(spec.id());
    assertThat(runtime().find(spec.id())).isEmpty();
  }

  @Test
  final void aOneOffRunsOnceAndItsEndIsKept() throws Exception {
    var spec = spec("echo ran; exit 4").living(ONCE);
    runtime().start(spec);
    assertThat(end(spec).code()).isEqualTo(4);
    runtimeAfterRestart().start(spec);
    assertThat(end(spec).code()).isEqualTo(4);
    assertThat(runtime().output(spec.id()).last(5)).containsExactly("ran");
  }

  @Test
  final void aOneOffEndsAtItsLimit() throws Exception {
    var spec = spec("exec sleep 1000").living(new Lifetime.OneOff(Duration.ofSeconds(1)));
    runtime().start(spec);
    assertThat(end(spec).text()).isEqualTo("stopped at its time limit");
  }

  @Test
  final void outputIsFollowedToItsEnd() throws Exception {
    var spec =
        spec("for i in 1 2 3 4 5; do echo line $i; sleep 0.1; done; printf 'no break'")
            .living(ONCE);
    runtime().start(spec);
    var lines = new ArrayList<String>();
    runtime().output(spec.id()).follow(100, Duration.ofSeconds(20), lines::add);
    assertThat(lines).containsExactly("line 1", "line 2", "line 3", "line 4", "line 5", "no break");
  }

  @Test
  final void aKillAtTheMemoryLimitIsNamed() throws Exception {
    Assumptions.assumeTrue(runtime().enforcement().memory(), runtime().enforcement().how());
    var spec =
        spec("exec tail /dev/zero")
            .living(ONCE)
            .limitedTo(Limits.ofMemory(ByteSize.ofMebibytes(24)));
    runtime().start(spec);
    assertThat(end(spec).text()).isEqualTo("killed by the kernel for reaching its memory limit");
  }

  @Test
  final void aConsoleTalks() throws Exception {
    var spec = spec("echo \"hello $WHO\"; read line; echo \"you said $line\"; exit 5");
    var launch = spec.launch().with("WHO", "console");
    var asked =
        new InstanceSpec(
            spec.id(), Map.of(), spec.artefact(), launch, Limits.NONE, spec.lifetime());
    try (var console = runtime().console(asked)) {
      console.input().write("something\n".getBytes(StandardCharsets.UTF_8));
      console.input().flush();
      assertThat(console.await(Duration.ofSeconds(20))).hasValue(5);
      assertThat(new String(console.output().readAllBytes(), StandardCharsets.UTF_8))
          .contains("hello console")
          .contains("you said something");
    }
  }

  protected final InstanceStatus status(InstanceSpec spec) {
    return runtime().find(spec.id()).map(Instance::status).orElseThrow();
  }

  protected final void awaitLine(InstanceSpec spec, String line) throws InterruptedException {
    Soon.that(
        () -> line + " in the output of " + spec.id(),
        () -> runtime().output(spec.id()).last(20).contains(line));
  }

  private Exit end(InstanceSpec spec) throws InterruptedException {
    return runtime().awaitEnd(spec.id(), Duration.ofSeconds(60)).orElseThrow();
  }
}
