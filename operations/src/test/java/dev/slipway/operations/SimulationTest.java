package dev.slipway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operations.Simulation.Fate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twelve steps with undo, in simulated time, with the worker dying before and after every single
 * record, and at chance with two workers that may both believe they hold the lease. The same seed
 * gives the same run.
 */
final class SimulationTest {
  /** How many are in {@code mvn verify}; bench/crash runs thousands. */
  private static final int SEEDS = Integer.getInteger("slipway.simulation.seeds", 15);

  @ParameterizedTest
  @EnumSource(Fate.class)
  void dyingAtAnyRecordLosesNothing(Fate fate) throws Exception {
    try (var simulation = new Simulation(fate)) {
      var records = simulation.recordsOfACalmRun();
      assertThat(records).isGreaterThan(12);
      for (var at = 0; at < records; at++) {
        simulation.dyingAt(at, Simulation.Moment.BEFORE_COMMIT).check(fate);
        simulation.dyingAt(at, Simulation.Moment.AFTER_COMMIT).check(fate);
      }
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void chanceLosesNothing(int seed) throws Exception {
    var fate = Fate.values()[seed % Fate.values().length];
    try (var simulation = new Simulation(fate)) {
      simulation.chance(seed).checkEnd(fate);
    }
  }
}
