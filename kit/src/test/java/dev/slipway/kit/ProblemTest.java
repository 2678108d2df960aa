package dev.slipway.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ProblemTest {
  @Test
  void saysTheFactAndThenTheHint() {
    var problem =
        Problem.of(
            Problem.Kind.CONFLICT, "SLIP-2001", "/data is in use by process 17", "stop it first");
    assertThat(problem.text())
        .isEqualTo(
            "/data is in use by process 17" + System.lineSeparator() + "Hint: stop it first");
    assertThat(problem.exception()).hasMessageContaining("SLIP-2001 /data is in use");
  }

  @Test
  void refusesACodeThatNobodyCouldLookUp() {
    assertThatThrownBy(() -> Problem.of(Problem.Kind.BUG, "oops", "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
