package dev.slipway.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What fails now and then is not down; what is down is up again once it lasts. */
final class WindowTest {
  private final Window window = new Window();

  /** Adds an answer for each letter: p passed, f failed, n not made. */
  private Window after(String answers) {
    for (var letter : answers.toCharArray()) {
      window.add(
          switch (letter) {
            case 'p' -> new Probe.Result.Passed();
            case 'f' -> new Probe.Result.Failed("refused");
            default -> new Probe.Result.NotMade("no route");
          });
    }
    return window;
  }

  @Test
  void threeOfFiveAreDown() {
    assertThat(after("ppfpf").down()).isEmpty();
    assertThat(after("f").down()).contains("refused");
  }

  @Test
  void threeInARowAreUpAgain() {
    assertThat(after("fffpp").down()).isPresent();
    assertThat(after("fpp").down()).isPresent();
    assertThat(after("p").down()).isEmpty();
  }

  @Test
  void whatCanNotBeAskedIsNeither() {
    assertThat(after("nnnnn").down()).isEmpty();
    assertThat(window.unmeasured()).contains("no route");
    assertThat(after("p").unmeasured()).isEmpty();
  }
}
