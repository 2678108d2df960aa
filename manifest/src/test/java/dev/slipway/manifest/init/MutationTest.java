package dev.slipway.manifest.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Files with letters changed, lines swapped and pieces doubled: read or refused, never a fault, and
 * what init makes of them always passes check. Bounded here; {@link FuzzingTest} searches by
 * coverage.
 */
final class MutationTest {
  private static final List<String> PIECES =
      List.of(
          ":",
          "\n",
          "  ",
          "- ",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "#",
          "${",
          "}",
          "&x ",
          "*x",
          "\t",
          "null",
          "0",
          "-1",
          "9999999999",
          "é",
          "\u0000",
          "\u0085",
          "\u0093",
          "\uFFFF",
          "\u2028",
          "\uFEFF",
          "\uD800",
          "\uD83D\uDE00",
          "../",
          "/",
          "<<: ",
          "!!x ",
          "|",
          ">");

  @Test
  void changedFilesOfOtherPlatforms() {
    var random = new Random(20_261_121);
    for (var round = 0; round < 40; round++) {
      Seeds.FILES.forEach(
          (name, seed) -> {
            var text = changed(seed, random);
            var made = Initialization.ofFile(name, text);
            assertThat(ManifestReader.parse("slipway.yaml", made.text()))
                .describedAs("%s from %s%n%s%n%s", name, seed, text, made.text())
                .isInstanceOf(Reading.Good.class);
          });
    }
  }

  @Test
  void changedManifests() {
    var random = new Random(7);
    for (var round = 0; round < 400; round++) {
      var reading = ManifestReader.parse("slipway.yaml", changed(Seeds.MANIFEST, random));
      if (reading instanceof Reading.Bad bad) {
        assertThat(bad.text()).contains("Nothing was changed.").doesNotContain("\tat ");
      }
    }
  }

  private static String changed(String seed, Random random) {
    var text = new StringBuilder(seed);
    for (var change = random.nextInt(6); change >= 0; change--) {
      var at = random.nextInt(text.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(6)));
        default -> text.insert(at, seed, 0, random.nextInt(seed.length()));
      }
    }
    return text.toString();
  }
}
