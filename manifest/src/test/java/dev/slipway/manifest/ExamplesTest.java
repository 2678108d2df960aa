package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * The five guides' systems, and every other example, pass check and the schema that editors have;
 * none needs 80 lines.
 */
final class ExamplesTest {
  @Test
  void everyExamplePassesCheckInUnderEightyLines() throws Exception {
    var wrong = new ArrayList<String>();
    var count = 0;
    try (var examples = Files.list(Checkout.ROOT.resolve("examples"))) {
      for (var example : examples.sorted().toList()) {
        var file = example.resolve("slipway.yaml");
        if (!Files.exists(file)) {
          continue;
        }
        count++;
        var text = Files.readString(file);
        if (ManifestReader.parse(example.getFileName() + "/slipway.yaml", text)
            instanceof Reading.Bad bad) {
          wrong.add(bad.text());
        }
        Validator.mistakes(text)
            .forEach(mistake -> wrong.add(file + ", as editors see it: " + mistake));
        if (text.lines().count() >= 80) {
          wrong.add(file + " has " + text.lines().count() + " lines");
        }
      }
    }
    assertThat(wrong).describedAs("%s", String.join("\n", wrong)).isEmpty();
    assertThat(count).isGreaterThanOrEqualTo(5);
  }
}
