package dev.slipway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "512MB, 536870912",
    "512MiB, 536870912",
    "2 GB, 2147483648",
    "1.5g, 1610612736",
    "4096, 4096"
  })
  void readsWhatPeopleWrite(String text, long bytes) {
    assertThat(ByteSize.parse(text)).contains(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1MB", "5 parsecs", "1,5GB"})
  void refusesAnythingElse(String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"812, 812 B", "4194304, 4.0 MB", "51539607552, 48.0 GB"})
  void tellsAPerson(long bytes, String text) {
    assertThat(new ByteSize(bytes).human()).isEqualTo(text);
  }
}
