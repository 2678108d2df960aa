package dev.slipway.server;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The database driver that we run with, handed to builds of plain Java applications. */
final class Driver {
  private Driver() {}

  static Path jar() {
    try {
      return Path.of(
          org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
