package dev.slipway.delivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.delivery.SchemaFit;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Strategy;
import dev.slipway.manifest.model.StrategyKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How users go over is decided by what is known of the old code, and said with its reason. */
final class StrategyChoiceTest {
  private static final SchemaFit FITS = new SchemaFit.Fits("v52: 11 of 11 checks");
  private static final SchemaFit UNFIT = new SchemaFit.Unfit("login: 500");
  private static final SchemaFit UNKNOWN = new SchemaFit.NotMeasured("nobody tried it");

  @Test
  void severalInstancesRollAndOneIsReplacedAtOnce() {
    var three = StrategyChoice.of(wanting(StrategyKind.AUTO), 3, false, FITS);
    assertThat(three.kind()).isEqualTo(StrategyKind.ROLLING);
    assertThat(three.reason())
        .isEqualTo(
            "rolling, 3 instances, one at a time: old code on the new schema:"
                + " v52: 11 of 11 checks");

    var one = StrategyChoice.of(wanting(StrategyKind.AUTO), 1, false, UNKNOWN);
    assertThat(one.kind()).isEqualTo(StrategyKind.BLUE_GREEN);
    assertThat(one.reason()).endsWith("not measured: nobody tried it");
  }

  @Test
  void oldCodeThatBreaksIsStoppedFirst() {
    var choice = StrategyChoice.of(wanting(StrategyKind.AUTO), 3, false, UNFIT);
    assertThat(choice.kind()).isEqualTo(StrategyKind.STOP_FIRST);
    assertThat(choice.reason()).contains("does not work on the new schema: login: 500");
  }

  @Test
  void aStrategyThatWouldServeErrorsIsRefused() {
    assertThatThrownBy(() -> StrategyChoice.of(wanting(StrategyKind.ROLLING), 3, false, UNFIT))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("with the strategy rolling it would go on serving");
    assertThat(StrategyChoice.of(wanting(StrategyKind.STOP_FIRST), 3, false, UNFIT).kind())
        .isEqualTo(StrategyKind.STOP_FIRST);
  }

  @Test
  void theFirstReleaseComesAtOnce() {
    assertThat(StrategyChoice.of(wanting(StrategyKind.CANARY), 3, true, FITS).kind())
        .isEqualTo(StrategyKind.BLUE_GREEN);
  }

  @Test
  void whatTheFileSaysIsDone() {
    var choice = StrategyChoice.of(wanting(StrategyKind.CANARY), 1, false, FITS);
    assertThat(choice.kind()).isEqualTo(StrategyKind.CANARY);
    assertThat(choice.reason()).isEqualTo("canary, 5 % … 25 %: slipway.yaml says so");
  }

  private static Strategy wanting(StrategyKind kind) {
    return new Strategy(
        kind,
        1,
        List.of(5, 25),
        Duration.ofMinutes(2),
        1,
        Optional.empty(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Optional.empty());
  }
}
