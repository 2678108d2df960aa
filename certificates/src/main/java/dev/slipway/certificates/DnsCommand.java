package dev.slipway.certificates;

import dev.slipway.kit.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command of the operator's own that changes the zone: {@code COMMAND put NAME VALUE} and {@code
 * COMMAND remove NAME VALUE}; it ends with 0 once the record can be seen.
 */
public record DnsCommand(Path command, Duration limit) implements DnsRecords {
  private static final int MOST_WORDS = 500;

  @Override
  public void put(String name, String value) {
    run("put", name, value);
  }

  @Override
  public void remove(String name, String value) {
    run("remove", name, value);
  }

  private void run(String verb, String name, String value) {
    Path said = null;
    try {
      said = Files.createTempFile("slipway-dns-", ".log");
      var process =
          new ProcessBuilder(command.toString(), verb, name, value)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw failed(verb, name, "did not end within " + limit.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw failed(verb, name, "ended with exit code " + process.exitValue() + words(said));
      }
    } catch (IOException e) {
      throw failed(verb, name, "can't be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(verb, name, "was interrupted");
    } finally {
      delete(said);
    }
  }

  private static String words(Path said) throws IOException {
    var text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "" : ": " + text.substring(Math.max(0, text.length() - MOST_WORDS));
  }

  private static void delete(@Nullable Path said) {
    try {
      if (said != null) {
        Files.deleteIfExists(said);
      }
    } catch (IOException leftForTheSystem) {
      // A file of the system's own folder for such.
    }
  }

  private RuntimeException failed(String verb, String name, String why) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-4024",
            command + " " + verb + " " + name + " " + why,
            "it is called as COMMAND put NAME VALUE and COMMAND remove NAME VALUE, and ends with 0"
                + " once the TXT record can be seen")
        .exception();
  }
}
