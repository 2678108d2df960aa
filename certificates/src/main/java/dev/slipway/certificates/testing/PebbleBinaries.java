package dev.slipway.certificates.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Pebble and its DNS server: those of the folder that SLIPWAY_PEBBLE names, else built once from
 * Go's module proxy, where there is a Go.
 *
 * @param folder that has both
 */
public record PebbleBinaries(Path folder) {
  private static final String VERSION = "v2.10.1";
  private static final String MODULE = "github.com/letsencrypt/pebble/v2/cmd/";
  private static final String SERVER = "pebble";
  private static final String DNS = "pebble-challtestsrv";
  private static final long LIMIT_MINUTES = 8;

  /** Why a test that needs them can't run where there are none. */
  public static final String MISSING =
      "this test orders from Pebble: install Go 1.24 or later, or name a folder with pebble and"
          + " pebble-challtestsrv as SLIPWAY_PEBBLE";

  public static synchronized Optional<PebbleBinaries> find() {
    var named = System.getenv("SLIPWAY_PEBBLE");
    if (named != null) {
      return Optional.of(new PebbleBinaries(Path.of(named)));
    }
    var folder = Path.of(System.getProperty("user.home"), ".cache", "slipway", SERVER + VERSION);
    var found = new PebbleBinaries(folder);
    return found.isWhole() || build(folder) ? Optional.of(found) : Optional.empty();
  }

  Path server() {
    return folder.resolve(SERVER);
  }

  Path dns() {
    return folder.resolve(DNS);
  }

  private boolean isWhole() {
    return Files.isExecutable(server()) && Files.isExecutable(dns());
  }

  /** Built aside and moved: another test process may be doing the same. */
  private static boolean build(Path folder) {
    try {
      Files.createDirectories(folder);
      var aside = Files.createTempDirectory(folder, "build");
      var builder =
          new ProcessBuilder(
                  "go", "install", MODULE + SERVER + "@" + VERSION, MODULE + DNS + "@" + VERSION)
              .directory(aside.toFile())
              .redirectInput(new File("/dev/null"))
              .inheritIO();
      builder.environment().put("GOBIN", aside.toString());
      builder.environment().put("GOFLAGS", "-mod=mod");
      var process = builder.start();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        return false;
      }
      for (var name : new String[] {SERVER, DNS}) {
        Files.move(
            aside.resolve(name),
            folder.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.delete(aside);
      return true;
    } catch (IOException noGo) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
