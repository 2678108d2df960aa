package dev.slipway.delivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Pushes;
import dev.slipway.delivery.deploy.PushDesk.Found;
import dev.slipway.delivery.deploy.PushDesk.Outcome;
import dev.slipway.delivery.testing.TestingGit;
import dev.slipway.delivery.testing.TestingRecords;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Step;
import dev.slipway.protocol.operation.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a push leads to: each commit once, whoever looks and whoever dies. */
final class PushDeskTest {
  private static final int AT_ONCE = 8;

  private static final String MANIFEST =
      """
      app: ledger
      services:
        web: { start: ./run, health: /health }
      environments:
        development: {}
        staging: { trigger: push main }
        review: { trigger: approved release/* }
        production: { trigger: tag v* }
      """;

  private final AtomicBoolean dies = new AtomicBoolean();
  private TestingRecords testing;
  private Operations operations;
  private PushDesk desk;
  private Path folder;
  private TestingGit git;

  /** What deployments are to the desk; nobody runs them here. */
  private record Asked(AtomicBoolean dies) implements OperationType<DeployOrder> {
    @Override
    public String name() {
      return "deploy";
    }

    @Override
    public Class<DeployOrder> input() {
      return DeployOrder.class;
    }

    @Override
    public String target(DeployOrder order) {
      return order.target();
    }

    @Override
    public String title(DeployOrder order) {
      // The number is taken and the commit marked by now; the operation is not recorded yet.
      if (dies.get()) {
        throw new IllegalStateException("the control plane died");
      }
      return order.version() + " " + order.pushed().orElseThrow();
    }

    @Override
    public List<Step<DeployOrder, ?>> steps() {
      return List.of();
    }
  }

  @BeforeEach
  void open() throws Exception {
    testing = new TestingRecords(MANIFEST);
    folder = testing.records().apps().get("ledger").folder();
    var type = new Asked(dies);
    var clock = InstantSource.system();
    operations = new Operations(testing.store().store(), OperationTypes.of(type), clock);
    var pushes = new Pushes(testing.store().store(), clock);
    desk = new PushDesk(testing.records(), pushes, type, operations, clock);
    git = TestingGit.init(folder);
    git.commit("first");
    git.run("tag", "v1.0");
  }

  @AfterEach
  void close() throws Exception {
    operations.close();
    testing.close();
  }

  private Found look(String environment) {
    return desk.look("ledger").stream()
        .filter(found -> found.environment().equals(environment))
        .findFirst()
        .orElseThrow();
  }

  private List<Deployment> history(String environment) {
    return testing.records().deployments().history("ledger", environment, 20);
  }

  /** As the operation would end. */
  private void fail(Deployment deployment) {
    operations.cancel(deployment.operation().orElseThrow(), new Request("ada", "cli", ""));
    testing
        .store()
        .store()
        .transact(
            handle -> {
              testing.records().deployments().fail(handle, deployment, Optional.empty());
              return deployment;
            });
  }

  @Test
  void whatWasThereBeforeIsLeftAlone() {
    assertThat(desk.look("ledger"))
        .extracting(Found::environment, Found::outcome)
        .containsExactly(
            tuple("staging", Outcome.FIRST_LOOK),
            tuple("review", Outcome.FIRST_LOOK),
            tuple("production", Outcome.FIRST_LOOK));
    assertThat(desk.look("ledger")).extracting(Found::outcome).containsOnly(Outcome.NOTHING_NEW);
    assertThat(history("staging")).isEmpty();
    assertThat(history("production")).isEmpty();
  }

  @Test
  void aPushIsDeployedOnceAndSaysWhatItWas() throws Exception {
    desk.look("ledger");
    var commit = git.commit("second");

    var found = look("staging");

    var shortly = commit.substring(0, 7);
    assertThat(found.outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(found.push()).isEqualTo("push main " + shortly);
    var opened = history("staging").getFirst();
    assertThat(opened.asked().by()).isEqualTo("push main " + shortly);
    assertThat(opened.title()).isEqualTo("deploy of main " + shortly);
    assertThat(testing.records().deployments().recordOf(opened)).contains(commit);
    assertThat(operations.show(found.operation().orElseThrow()).summary().title())
        .contains(commit)
        .contains("onApproval=false");
    assertThat(look("staging").outcome()).isEqualTo(Outcome.NOTHING_NEW);

    // One that failed is left to a person, until the next push.
    fail(opened);
    assertThat(look("staging").outcome()).isEqualTo(Outcome.NOTHING_NEW);
    git.commit("third");
    assertThat(look("staging").outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(history("staging")).hasSize(2);
    assertThat(history("production")).isEmpty();
  }

  @Test
  void whoDiesInBetweenLeavesItToTheNext() throws Exception {
    desk.look("ledger");
    git.commit("second");

    dies.set(true);
    assertThatThrownBy(() -> desk.look("ledger")).hasMessage("the control plane died");
    assertThat(history("staging")).isEmpty();

    dies.set(false);
    assertThat(look("staging").outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(history("staging")).hasSize(1);
  }

  @Test
  void howeverManyLookItComesOnce() throws Exception {
    desk.look("ledger");
    git.commit("second");
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Found> looking =
          () -> {
            begin.await();
            return look("staging");
          };
      var all = IntStream.range(0, AT_ONCE).mapToObj(any -> threads.submit(looking)).toList();
      begin.countDown();
      var deployed = 0;
      for (Future<Found> one : all) {
        deployed += one.get().outcome() == Outcome.DEPLOYED ? 1 : 0;
      }
      assertThat(deployed).isEqualTo(1);
    }
    assertThat(history("staging")).hasSize(1);
  }

  @Test
  void theLastOfSeveralTagsIsMeant() throws Exception {
    desk.look("ledger");
    git.commit("second");
    git.run("tag", "-a", "-m", "one", "v1.9");
    git.run("tag", "nightly");
    git.commit("third");
    git.run("tag", "-a", "-m", "two", "v1.10");
    git.run("pack-refs", "--all");

    assertThat(look("production").push()).isEqualTo("tag v1.10");
    var opened = history("production").getFirst();
    assertThat(opened.asked().by()).isEqualTo("tag v1.10");
    fail(opened);
    assertThat(look("production").outcome()).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(history("production")).hasSize(1);
  }

  @Test
  void whatIsHeldWaitsAndThenTheNewestComes() throws Exception {
    desk.look("ledger");
    git.commit("second");
    look("staging");
    git.commit("third");
    assertThat(look("staging").outcome()).isEqualTo(Outcome.WAITS);
    var last = git.commit("fourth");
    assertThat(look("staging").fact()).startsWith("operation ");

    fail(history("staging").getFirst());

    assertThat(look("staging").push()).isEqualTo("push main " + last.substring(0, 7));
    assertThat(history("staging")).hasSize(2);
  }

  @Test
  void aRequestAsksForApprovalWhateverTheCommitSays() throws Exception {
    desk.look("ledger");
    git.run("branch", "release/7");

    var found = look("review");

    assertThat(found.push()).startsWith("push release/7 ");
    assertThat(operations.show(found.operation().orElseThrow()).summary().title())
        .contains("onApproval=true");
  }

  @Test
  void whatServesAlreadyIsPassedBy() throws Exception {
    desk.look("ledger");
    var commit = git.commit("second");
    var part = new Build.Part("s", folder.toString());
    var build =
        new Build(
            "b-1",
            "ledger",
            "s",
            Optional.of(commit),
            MANIFEST,
            Map.of(Build.SOURCES, part, "web", part),
            "s",
            Instant.EPOCH);
    testing.serving("staging", testing.records().builds().keep(build), "{}");

    assertThat(look("staging").outcome()).isEqualTo(Outcome.SERVES);
    assertThat(look("staging").outcome()).isEqualTo(Outcome.NOTHING_NEW);
    // Another commit of the same files.
    git.commit("empty");
    assertThat(look("staging").outcome()).isEqualTo(Outcome.SERVES);
    assertThat(history("staging")).hasSize(1);
  }

  @Test
  void anotherTriggerBeginsAnew() throws Exception {
    desk.look("ledger");
    var yaml = folder.resolve("slipway.yaml");
    Files.writeString(yaml, MANIFEST.replace("{ trigger: push main }", "{}"));
    git.commit("by hand from now on");
    assertThat(desk.look("ledger")).extracting(Found::environment).doesNotContain("staging");

    Files.writeString(yaml, MANIFEST);
    assertThat(look("staging").outcome()).isEqualTo(Outcome.FIRST_LOOK);
    assertThat(history("staging")).isEmpty();
  }

  @Test
  void aFolderWithoutARepositoryIsToldSo() throws Exception {
    Files.move(folder.resolve(".git"), folder.resolve("git-no-more"));
    assertThatThrownBy(() -> desk.look("ledger"))
        .hasMessageContaining("SLIP-7710")
        .hasMessageContaining("ledger/staging waits for push main, and " + folder);
  }
}
