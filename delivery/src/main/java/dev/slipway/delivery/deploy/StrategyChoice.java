package dev.slipway.delivery.deploy;

import dev.slipway.delivery.SchemaFit;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.model.Strategy;
import dev.slipway.manifest.model.StrategyKind;
import java.util.Locale;

/**
 * How users go over to a new release.
 *
 * @param kind never {@link StrategyKind#AUTO}
 * @param reason as a person reads it
 */
record StrategyChoice(StrategyKind kind, String reason) {

  /**
   * @param isFirst nothing serves yet
   * @param fit whether the release that serves works on the new schema
   */
  static StrategyChoice of(Strategy wanted, int replicas, boolean isFirst, SchemaFit fit) {
    if (isFirst) {
      return new StrategyChoice(StrategyKind.BLUE_GREEN, "at once: nothing serves yet");
    }
    if (wanted.kind() == StrategyKind.AUTO) {
      return automatic(wanted, replicas, fit);
    }
    if (fit instanceof SchemaFit.Unfit unfit && wanted.kind() != StrategyKind.STOP_FIRST) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7654",
              "the code that serves does not work on the new schema ("
                  + unfit.reason()
                  + "), and with the strategy "
                  + word(wanted.kind())
                  + " it would go on serving on it",
              "write strategy: stop-first, or make the migration one that both can live with")
          .exception();
    }
    return new StrategyChoice(
        wanted.kind(), told(wanted, wanted.kind(), replicas) + ": slipway.yaml says so");
  }

  private static StrategyChoice automatic(Strategy wanted, int replicas, SchemaFit fit) {
    if (fit instanceof SchemaFit.Unfit unfit) {
      return new StrategyChoice(
          StrategyKind.STOP_FIRST,
          "stop-first: the code that serves does not work on the new schema: " + unfit.reason());
    }
    var kind = replicas > 1 ? StrategyKind.ROLLING : StrategyKind.BLUE_GREEN;
    return new StrategyChoice(
        kind, told(wanted, kind, replicas) + ": old code on the new schema: " + fit.text());
  }

  private static String told(Strategy wanted, StrategyKind kind, int replicas) {
    return switch (kind) {
      case ROLLING ->
          "rolling, "
              + replicas
              + (replicas == 1 ? " instance" : " instances")
              + ", "
              + (wanted.parallel() == 1 ? "one" : wanted.parallel())
              + " at a time";
      case CANARY ->
          "canary, "
              + String.join(" % … ", wanted.steps().stream().map(String::valueOf).toList())
              + " %";
      default -> word(kind);
    };
  }

  private static String word(StrategyKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
