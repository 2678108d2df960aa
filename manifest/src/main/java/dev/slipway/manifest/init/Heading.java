package dev.slipway.manifest.init;

import java.util.List;

/** The first lines of a file that was made. */
final class Heading {
  private Heading() {}

  static String of(List<String> found) {
    var text =
        new StringBuilder(
            """
            # Made by slipway init. Every key is explained in docs/reference/slipway.yaml;
            # slipway config show --resolved tells what is not said here.
            """);
    found.forEach(
        line -> text.append("# Read: ").append(line.replaceAll("\\p{Cntrl}+", " ")).append('\n'));
    return text.append('\n').toString();
  }
}
