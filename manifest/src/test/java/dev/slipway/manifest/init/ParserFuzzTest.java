package dev.slipway.manifest.init;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * Searches for a file that is a fault. In CI each runs on its seeds alone, beside {@link
 * MutationTest}; for five minutes, one at a time, by {@code JAZZER_FUZZ=1 mvn -pl manifest -am
 * verify -Dtest=ParserFuzzTest#manifests -Dsurefire.failIfNoSpecifiedTests=false}.
 * docs/benchmarks.md has the last run.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ParserFuzzTest {
  private static final List<String> FILES =
      List.of(
          "docker-compose.yml",
          "render.yaml",
          "fly.toml",
          "railway.json",
          "vercel.json",
          "app.json",
          "Procfile",
          ".env.example",
          "schema.prisma",
          "settings.py");

  @FuzzTest(maxDuration = "5m")
  void manifests(FuzzedDataProvider data) {
    ManifestReader.parse("slipway.yaml", data.consumeRemainingAsString());
  }

  @FuzzTest(maxDuration = "5m")
  void imports(FuzzedDataProvider data) {
    var name = data.pickValue(FILES);
    var made = Initialization.ofFile(name, data.consumeRemainingAsString());
    if (!(ManifestReader.parse("slipway.yaml", made.text()) instanceof Reading.Good)) {
      throw new IllegalStateException("init wrote a file that check refuses: " + made.text());
    }
  }
}
