package dev.slipway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SuggestionTest {
  private static final List<String> KNOWN =
      List.of("start", "strategy", "replicas", "health", "status");

  @ParameterizedTest
  @CsvSource({
    "strat, start",
    "replica, replicas",
    "heatlh, health",
    "stauts, status",
    "strategie, strategy"
  })
  void findsWhatWasMeant(String word, String meant) {
    assertThat(Suggestion.nearest(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "banana", "xy"})
  void staysSilentWhenNothingIsNear(String word) {
    assertThat(Suggestion.nearest(word, KNOWN)).isEmpty();
  }
}
