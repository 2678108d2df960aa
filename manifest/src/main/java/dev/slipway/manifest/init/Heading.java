package dev.slipway.manifest.init;

import dev.slipway.manifest.drafts.CommentText;
import java.util.List;

/** The first lines of a file that was made. */
final class Heading {
  private Heading() {}

  static String of(List<String> found) {
    var text =
        new StringBuilder(
            "# Made by slipway init; slipway config show --resolved tells what is not said here.\n");
    found.forEach(line -> text.append("# Found: ").append(CommentText.of(line)).append('\n'));
    return text.append('\n').toString();
  }
}
