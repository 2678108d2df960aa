package dev.slipway.protocol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kit.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a person sees of an operation, made of its events. */
final class OperationTreeTest {
  private static final Instant START = Instant.parse("2026-11-21T14:02:00Z");
  private static final Problem SOAK =
      Problem.of(
          Problem.Kind.FAILED,
          "SLIP-9999",
          "the error rate was too high",
          "slipway logs backend --release v53");

  private final OperationTree tree = new OperationTree();
  private long number;

  private void add(String step, Happening what) {
    number++;
    tree.add(new OperationEvent(7, number, START.plusSeconds(number), step, what));
  }

  private void begin() {
    add(
        "",
        new Happening.Requested(
            "deploy",
            "v53  erp-generic → production",
            "erp-generic/production",
            List.of(
                new PlannedStep("Backup", ""),
                new PlannedStep("Switch", ""),
                new PlannedStep("Soak", ""),
                new PlannedStep("Notify", "mails that were sent")),
            new Request("alice", "cli", "")));
    add("", new Happening.Began("server-1"));
    add("Backup", new Happening.StepSkipped("nothing to lose yet: empty database"));
    add("Switch", new Happening.StepBegan(1, ""));
  }

  @Test
  void showsWhatIsUnderWay() {
    begin();
    add(
        "Switch",
        new Happening.Progressed(3, 12, "requests", 1.5, Optional.of(Duration.ofSeconds(6))));
    assertThat(tree.lines(START.plusSeconds(10)))
        .containsExactly(
            "v53  erp-generic → production",
            "  Notify can't be undone: mails that were sent",
            "  – Backup        nothing to lose yet: empty database",
            "  ▸ Switch        3 of 12 requests, 1.5 per s, 6.0 s left             6.0 s",
            "  ○ Soak",
            "  ○ Notify");
    assertThat(tree.hasEnded()).isFalse();
  }

  @Test
  void showsAFailureItsCauseAndTheWayBack() {
    begin();
    add("Switch", new Happening.StepDone("traffic 0 % → 100 %", Duration.ofMillis(1_100), false));
    add("Soak", new Happening.StepBegan(1, ""));
    add("Soak", new Happening.Said("GET /api/invoices 500"));
    add(
        "Soak",
        new Happening.Breached(
            "error rate", 6.2, 1, "%", Duration.ofSeconds(30), "switching back"));
    add("Soak", new Happening.StepFailed(SOAK, Duration.ofSeconds(41)));
    add("Soak", new Happening.UndoBegan(1));
    add("Soak", new Happening.Undone("", Duration.ZERO));
    add("Switch", new Happening.UndoBegan(1));
    add("Switch", new Happening.Undone("v52 100 %, v53 drained", Duration.ofMillis(1_300)));
    add(
        "",
        new Happening.Ended(
            OperationState.FAILED, "failed after 43 s; undone Switch", Optional.of(SOAK)));
    assertThat(tree.lines(START))
        .containsExactly(
            "v53  erp-generic → production",
            "  Notify can't be undone: mails that were sent",
            "  – Backup        nothing to lose yet: empty database",
            "  ✔ Switch        traffic 0 % → 100 %                                 1.1 s",
            "  ✖ Soak          error rate 6.2 % > 1 % for 30 s: switching back    41.0 s",
            "                  GET /api/invoices 500",
            "  ↺ Switch        v52 100 %, v53 drained                              1.3 s",
            "",
            "failed after 43 s; undone Switch",
            "Hint: slipway logs backend --release v53");
    assertThat(tree.end()).contains(OperationState.FAILED);
  }

  @Test
  void showsFiguresWhileTheyAreMeasuredAndAStepThatWasStopped() {
    begin();
    add("Switch", new Happening.Measured("error rate", 0.25, "%"));
    add("Switch", new Happening.Measured("p95", 7, "ms"));
    add("Switch", new Happening.Measured("p95", 6, "ms"));
    assertThat(tree.lines(START.plusSeconds(10)))
        .contains("  ▸ Switch        error rate 0.3 % · p95 6 ms                         6.0 s");
    add("", new Happening.CancelRequested("bob", "wrong branch"));
    add("Switch", new Happening.UndoBegan(1));
    add("Switch", new Happening.Undone("", Duration.ZERO));
    add(
        "",
        new Happening.Ended(OperationState.CANCELLED, "cancelled after 9.0 s", Optional.empty()));
    var told =
        List.of(
            "v53  erp-generic → production",
            "  Notify can't be undone: mails that were sent",
            "  cancelled by bob: wrong branch",
            "  – Backup        nothing to lose yet: empty database",
            "  – Switch        stopped: error rate 0.3 % · p95 6 ms",
            "",
            "cancelled after 9.0 s");
    assertThat(tree.lines(START.plusSeconds(10))).isEqualTo(told);
    assertThat(tree.settledLines()).isEqualTo(told);
  }

  @Test
  void anEventThatComesTwiceChangesNothing() {
    begin();
    var before = tree.lines(START);
    tree.add(new OperationEvent(7, 2, START, "", new Happening.Queued(1, "again")));
    assertThat(tree.lines(START)).isEqualTo(before);
  }

  @Test
  void eventsSurviveTheWire() {
    var mapper = JsonMapper.builder().build();
    var event =
        new OperationEvent(
            7, 3, START, "Soak", new Happening.StepFailed(SOAK, Duration.ofMillis(1_250)));
    var json = mapper.writeValueAsString(event);
    assertThat(json).contains("\"kind\":\"step-failed\"").contains("\"took\":\"PT1.25S\"");
    assertThat(mapper.readValue(json, OperationEvent.class)).isEqualTo(event);
  }
}
