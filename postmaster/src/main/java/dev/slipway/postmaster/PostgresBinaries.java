package dev.slipway.postmaster;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The programs of one PostgreSQL version.
 *
 * @param folder holds {@code bin/postgres}
 */
public record PostgresBinaries(Path folder, String version) {
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+(?:\\.\\d+)*)");
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  /** The version that Slipway brings along, unpacked once into the cache. */
  public static PostgresBinaries bundled(Path cache) {
    return installed(BundledBinaries.unpackedInto(cache));
  }

  /** Binaries in a folder that has {@code bin/postgres}. */
  public static PostgresBinaries installed(Path folder) {
    var postgres = folder.resolve("bin/postgres");
    var output = Command.of(List.of(postgres.toString(), "--version")).run();
    var match = VERSION.matcher(output.text());
    if (!match.find()) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2101",
              folder + ": no PostgreSQL: " + postgres + " --version said \"" + output.text() + "\"",
              "name a folder that holds bin/postgres, such as /usr/lib/postgresql/15")
          .exception();
    }
    return new PostgresBinaries(folder, match.group(1));
  }

  /** What the machine has installed, newest first. */
  public static List<PostgresBinaries> onThisMachine() {
    var found = new ArrayList<PostgresBinaries>();
    if (Files.isDirectory(DEBIAN)) {
      try (var folders = Files.list(DEBIAN)) {
        folders
            .filter(folder -> Files.isExecutable(folder.resolve("bin/postgres")))
            .forEach(folder -> found.add(installed(folder)));
      } catch (IOException unreadable) {
        return List.of();
      }
    }
    found.sort(Comparator.comparingInt(PostgresBinaries::major).reversed());
    return found;
  }

  public int major() {
    var dot = version.indexOf('.');
    return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
  }

  /** The path of a program such as {@code initdb}; it need not exist. */
  public Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The bundled version has only what a server needs: no {@code pg_dump}, no {@code psql}. */
  public boolean has(String program) {
    return Files.isExecutable(program(program));
  }
}
