package dev.slipway.server;

import java.io.IOException;
import java.util.Properties;

/** Which Slipway this is. */
final class Version {
  private Version() {}

  static String number() {
    var properties = new Properties();
    try (var stream = Version.class.getResourceAsStream("version.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException unreadable) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
  }
}
