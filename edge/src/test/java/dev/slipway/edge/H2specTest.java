package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The edge against h2spec: {@code -Dslipway.h2spec=FILE}, of {@code go install
 * github.com/summerwind/h2spec/cmd/h2spec@latest}.
 */
@EnabledIfSystemProperty(named = "slipway.h2spec", matches = ".+")
final class H2specTest {
  @Test
  @Timeout(300)
  void whatTheStandardSaysIsDone() throws Exception {
    var said = Files.createTempFile("h2spec", ".txt");
    try (var backend = TestingBackend.saying("x".repeat(200));
        var edge = TestingEdge.serving(backend)) {
      var h2spec =
          new ProcessBuilder(
                  System.getProperty("slipway.h2spec"),
                  "-t",
                  "-k",
                  "-o",
                  "3",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(edge.running().ports().https()))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(h2spec.waitFor(250, TimeUnit.SECONDS)).isTrue();
      var text = Files.readString(said);
      var failed =
          text.substring(Math.max(0, text.indexOf("Failures:")))
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith("×"))
              .toList();
      assertThat(text).contains("145 tests");
      // Netty's codec answers these with another error, or not at all; none reaches an instance.
      assertThat(failed)
          .describedAs(text)
          .containsExactlyInAnyOrder(
              "× 12: closed: Sends a HEADERS frame",
              "× 2: Sends stream identifier that is numerically smaller than previous",
              "× 6: half closed (remote): Sends a HEADERS frame");
    } finally {
      Files.delete(said);
    }
  }
}
