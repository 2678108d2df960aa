package dev.slipway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.Comparison.Verdict;
import dev.slipway.checks.http.Target;
import dev.slipway.kit.Problem;
import dev.slipway.secrets.Mask;
import dev.slipway.secrets.SecretValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ChecksTest {
  private static final Target NOBODY = Target.at(URI.create("http://127.0.0.1:1"));

  private interface Work {
    Finding find() throws InterruptedException;
  }

  private static Check check(String name, Check.Turn turn, Work work) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Turn turn() {
        return turn;
      }

      @Override
      public Duration limit() {
        return Duration.ofSeconds(4);
      }

      @Override
      public Finding run(Asking asking) throws InterruptedException {
        return work.find();
      }
    };
  }

  private static Check finding(String name, Finding finding) {
    return check(name, Check.Turn.TOGETHER, () -> finding);
  }

  private static CheckRun run(Check... checks) {
    return new Checks(Map.of(), Mask.NONE).run(List.of(checks), NOBODY);
  }

  private static final Finding PASSED = Finding.passed("fine", List.of());
  private static final Finding FAILED = Finding.failed("answered 500", List.of());
  private static final Finding OPEN = Finding.unmeasured("no data", List.of());

  @Test
  void onlyAllPassedIsASuccess() {
    assertThat(run(finding("a", PASSED), finding("b", PASSED)).summary()).isEqualTo("2 checks");
    assertThat(run(finding("a", PASSED), finding("b", PASSED)).problem()).isEmpty();
    var open = run(finding("a", PASSED), finding("b", OPEN));
    assertThat(open.summary()).isEqualTo("1 of 2 checks could not be measured: b");
    assertThat(open.problem().orElseThrow().kind()).isEqualTo(Problem.Kind.UNMEASURED);
    var failed = run(finding("a", FAILED), finding("b", OPEN), finding("c", PASSED));
    assertThat(failed.summary()).isEqualTo("1 of 3 checks failed: a; not measured: b");
    assertThat(failed.problem().orElseThrow().text())
        .startsWith("http://127.0.0.1:1: 1 of 3 checks failed — a: answered 500; b: no data");
    assertThat(failed.problem().orElseThrow().code()).isEqualTo("SLIP-7400");
  }

  @Test
  void aCheckThatHangsOrBreaksIsNotMeasured() {
    var hangs =
        check(
            "hangs",
            Check.Turn.TOGETHER,
            () -> {
              new CountDownLatch(1).await();
              return PASSED;
            });
    var breaks =
        check(
            "breaks",
            Check.Turn.TOGETHER,
            () -> {
              throw new IllegalStateException("a fault");
            });
    var run = run(hangs, breaks, finding("c", PASSED));
    assertThat(run.results().stream().map(CheckResult::line))
        .containsExactly(
            "? hangs: did not end within 4.0 s",
            "? breaks: could not be run: java.lang.IllegalStateException: a fault",
            "✔ c: fine");
  }

  @Test
  void thoseThatMeasureRunAloneAndThoseThatExhaustRunLast() {
    var order = Collections.synchronizedList(new ArrayList<String>());
    var running = new AtomicInteger();
    var checks = new ArrayList<Check>();
    for (var turn : List.of(Check.Turn.EXHAUSTING, Check.Turn.MEASURING, Check.Turn.TOGETHER)) {
      for (var i = 0; i < 3; i++) {
        checks.add(
            check(
                turn + "-" + i,
                turn,
                () -> {
                  var beside = running.incrementAndGet();
                  Thread.sleep(20);
                  running.decrementAndGet();
                  order.add(turn.name());
                  return turn == Check.Turn.TOGETHER || beside == 1 ? PASSED : FAILED;
                }));
      }
    }
    var run = new Checks(Map.of(), Mask.NONE).run(checks, NOBODY);
    assertThat(run.summary()).isEqualTo("9 checks");
    assertThat(order.subList(0, 3)).containsOnly("TOGETHER");
    assertThat(order.subList(6, 9)).containsOnly("EXHAUSTING");
    assertThat(run.results().getFirst().name()).isEqualTo("EXHAUSTING-0");
  }

  @Test
  void hidesSecretsInFactsAndEvidence() {
    var check =
        finding(
            "a",
            Finding.failed("said hunter22", List.of(new Evidence("hunter22", "x", "hunter22!"))));
    var run =
        new Checks(Map.of(), Mask.of(List.of(SecretValue.of("hunter22"))))
            .run(List.of(check), NOBODY);
    assertThat(run.results().getFirst().fact()).isEqualTo("said ••••");
    assertThat(run.results().getFirst().evidence())
        .containsExactly(new Evidence("••••", "x", "••••!"));
  }

  @Test
  void onlyADifferenceIsBlamed() {
    var control =
        run(
            finding("a", PASSED),
            finding("b", FAILED),
            finding("c", PASSED),
            finding("d", OPEN),
            finding("only there", PASSED));
    var now =
        run(
            finding("a", FAILED),
            finding("b", FAILED),
            finding("c", PASSED),
            finding("d", FAILED),
            finding("new", FAILED));
    var comparison = now.against(control);
    assertThat(comparison.entries().stream().map(entry -> entry.name() + " " + entry.verdict()))
        .containsExactly(
            "a BLAMED",
            "b FAILED_BEFORE",
            "c FINE",
            "d UNDECIDED",
            "new UNDECIDED",
            "only there UNDECIDED");
    assertThat(comparison.entries().getFirst().fact())
        .isEqualTo("answered 500; in the control run: fine");
    assertThat(comparison.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(comparison.summary())
        .isEqualTo(
            "1 of 6 checks pass; to blame: a; failing before as well: b;"
                + " undecided: d, new, only there");
    assertThat(
            run(finding("a", PASSED), finding("b", FAILED))
                .against(run(finding("a", PASSED), finding("b", FAILED)))
                .outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(run(finding("b", FAILED)).against(run(finding("b", FAILED))).outcome())
        .isEqualTo(Outcome.UNMEASURED);
    assertThat(Verdict.values()).hasSize(4);
  }
}
