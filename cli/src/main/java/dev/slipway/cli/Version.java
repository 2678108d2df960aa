package dev.slipway.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine;

/** Which Slipway this is. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

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

  static String text() {
    return "slipway " + number();
  }
}
