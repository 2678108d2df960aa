package dev.slipway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The copies of databases that rehearsals are made on. */
record Copies(Slipway slipway) {
  private static final String FOLDER = "yard/branches";

  /** Whether a statement runs on one: PostgreSQL tells it in its title, and stands in its data. */
  boolean work() throws IOException {
    for (var pid : slipway.processes()) {
      var process = Path.of("/proc", Long.toString(pid));
      try {
        var where = Files.readSymbolicLink(process.resolve("cwd")).toString();
        var what = Files.readString(process.resolve("cmdline"));
        if (where.contains("/branches/") && what.contains("SELECT")) {
          return true;
        }
      } catch (IOException gone) {
        // It ended while we looked.
      }
    }
    return false;
  }

  List<Path> left() throws IOException {
    try (var left = Files.list(slipway.data().resolve(FOLDER))) {
      return left.toList();
    }
  }
}
