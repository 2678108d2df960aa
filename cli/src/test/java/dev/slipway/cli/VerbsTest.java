package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call reads the options of the verb it names only, and nobody may see that. */
final class VerbsTest {
  @Test
  void theOverviewIsTheSameWithAndWithoutTheOptionsOfAll() {
    assertThat(told("--help")).isEqualTo(told("help")).contains("\nVerbs:\n").contains("  deploy ");
    assertThat(told()).isEqualTo(told("help"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachVerbIsCalledAsItIsListed(String name) {
    assertThat(told(name, "--help")).startsWith("Usage: slipway " + name);
  }

  static Stream<String> names() {
    return Verbs.names().filter(name -> !name.equals("help"));
  }

  @Test
  void aWordThatIsNoVerbMeetsAllOfThem() {
    assertThat(told("statsu")).contains("did you mean status?");
  }

  private static String told(String... arguments) {
    var text = new StringWriter();
    var out = new PrintWriter(text, true);
    Main.run(new Terminal(out, out, false, false), arguments);
    return text.toString();
  }
}
