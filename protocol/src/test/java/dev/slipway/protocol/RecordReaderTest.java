package dev.slipway.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordReaderTest {
  private static final Instant SOMETIME = Instant.parse("2026-03-29T01:30:00.123456789Z");

  @Test
  void readsWhatTheMapperReads() {
    var environment =
        new AppSummary.EnvironmentSummary(
            "production",
            "v12",
            "failing",
            List.of("https://a.example"),
            SOMETIME,
            List.of("é\n\"\\\b\f\t/😀\u2028", ""));
    var empty =
        new AppSummary.EnvironmentSummary("staging", null, "empty", List.of(), null, List.of());
    var app = new AppSummary("ledger", "/srv", SOMETIME, null, List.of(environment, empty));
    var edge = new ServerStatus.EdgeStatus("running", "http://a", "8443", 1L << 40);
    var status =
        new ServerStatus("1", "http://b", 7, SOMETIME, "/", "PostgreSQL 18", edge, List.of(app));

    for (var text : List.of(Json.write(status), Json.pretty(status))) {
      assertThat(RecordReader.read(text, ServerStatus.class))
          .isEqualTo(status)
          .isEqualTo(Json.read(text, ServerStatus.class));
    }
  }

  @Test
  void whatANewerServerTellsIsPassedOverAndWhatAnOlderDoesNotTellIsAbsent() {
    var newer = "{\"state\":\"running\",\"more\":{\"a\":[1,{\"b\":[]}]},\"pid\":3}";
    assertThat(RecordReader.read(newer, ServerStatus.EdgeStatus.class))
        .isEqualTo(Json.read(newer, ServerStatus.EdgeStatus.class))
        .extracting(ServerStatus.EdgeStatus::pid, ServerStatus.EdgeStatus::http)
        .containsExactly(3L, null);
  }

  @Test
  void whatIsNestedWithoutEndIsRefused() {
    var deep = "{\"new\":" + "[".repeat(100_000);
    assertThatThrownBy(() -> RecordReader.read(deep, ServerStatus.EdgeStatus.class))
        .hasMessageContaining("nested more than 100 deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"pid\":\"one\"}",
        "{\"pid\":1.5e99}",
        "{\"state\":{}}",
        "{\"state\":\"a\"",
        "{\"state\":\"a\\",
        "{\"state\":\"\\u00g0\"}",
        "{\"state\":\"\u0001\"}",
        "{\"pid\":}",
        "{\"pid\":1,}",
        "{\"pid\":1}}",
        "{\"new\":[1,}",
        "{\"new\":}",
        "null",
        "<html>"
      })
  void whatIsNoSuchRecordIsRefused(String text) {
    assertThatThrownBy(() -> RecordReader.read(text, ServerStatus.EdgeStatus.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
