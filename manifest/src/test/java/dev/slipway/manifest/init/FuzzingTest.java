package dev.slipway.manifest.init;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer searches for a text that is a fault, for ten seconds each time the tests run and for
 * longer by hand: {@code mvn -pl manifest -am verify -Dtest=FuzzingTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dslipway.fuzz.seconds=300}. A fault that was found is
 * kept in the room's target folder and tried first from then on, so that it can't go as it came.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class FuzzingTest {
  private static final long SECONDS_EACH = Long.getLong("slipway.fuzz.seconds", 10);

  /** To start, to instrument, and to be passed over by a machine that has other work. */
  private static final long SECONDS_AROUND = 240;

  private static final Path FOUND = Path.of("target", "fuzzing").toAbsolutePath();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void noTextIsAFault(FuzzTarget target) throws Exception {
    var found = Files.createDirectories(FOUND.resolve(target.name().toLowerCase(Locale.ROOT)));
    var told = folder.resolve("told");
    var jazzer =
        jazzer(target, found).redirectErrorStream(true).redirectOutput(told.toFile()).start();
    try {
      assertThat(jazzer.waitFor(SECONDS_EACH + SECONDS_AROUND, SECONDS))
          .describedAs("ended in its time; its last words:%n%s", lastWords(told))
          .isTrue();
    } finally {
      jazzer.destroyForcibly();
    }
    assertThat(jazzer.exitValue())
        .describedAs("the text that is a fault is in %s:%n%s", found, lastWords(told))
        .isZero();
    // A search that never began ends well too.
    assertThat(Files.readString(told)).containsPattern("Done [1-9][0-9]* runs in");
  }

  private ProcessBuilder jazzer(FuzzTarget target, Path found) throws IOException {
    var seeds = Files.createDirectory(folder.resolve("seeds"));
    for (var seed : target.seeds()) {
      Files.write(Files.createTempFile(seeds, "seed", ""), seed);
    }
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Jazzer.class.getName(),
            "--target_class=" + target.program(),
            "--instrumentation_includes=dev.slipway.**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + found + File.separator,
            "-max_total_time=" + SECONDS_EACH,
            "-max_len=4096",
            "-timeout=60",
            "-rss_limit_mb=0",
            folder.resolve("grown").toString(),
            found.toString(),
            seeds.toString());
    Files.createDirectory(folder.resolve("grown"));
    return new ProcessBuilder(command).directory(folder.toFile());
  }

  private static String lastWords(Path told) throws IOException {
    var lines =
        Files.readAllLines(told, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> !line.matches("INFO: Instrumented.*|#[0-9]+.*"))
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }
}
