package dev.slipway.manifest.imports;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commands as other files write them. */
final class Commands {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");
  private static final Pattern URL =
      Pattern.compile(
          "https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(?::[^/\\s'\"]+)?(/[^\\s'\")|;]*)?");

  private Commands() {}

  /** One line for a command that is a text or a list of words. */
  static Optional<String> line(Node node) {
    return switch (node) {
      case Node.Scalar scalar ->
          Import.text(scalar).map(text -> text.replaceAll("\\s*\\n\\s*", " ").replace("$$", "$"));
      case Node.Sequence list -> {
        var words =
            list.items().stream()
                .map(Import::text)
                .flatMap(Optional::stream)
                .map(Commands::word)
                .toList();
        yield words.isEmpty()
            ? Optional.empty()
            : Optional.of(String.join(" ", words).replace("$$", "$"));
      }
      case Node.Mapping mapping -> Optional.empty();
    };
  }

  private static String word(String word) {
    var line = word.replaceAll("\\s*\\n\\s*", " ");
    return PLAIN.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
  }

  /** The path that a health command asks of its own port. */
  static Optional<String> askedPath(String command) {
    var match = URL.matcher(command);
    if (!command.matches("(?s).*(?:curl|wget|fetch|http).*") || !match.find()) {
      return Optional.empty();
    }
    var path = match.group(1) == null ? "/" : match.group(1).replaceFirst("[?#].*$", "");
    return Optional.of(path).filter(Format.PATH::matches);
  }

  /** A duration of ours for one of theirs: 1m30s, 10s, 10, 1.5s, 15000 (milliseconds). */
  static Optional<String> duration(String foreign, String unit) {
    var text = Interpolation.of(foreign).text().strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(text + unit);
    }
    if (text.matches("\\d+\\.\\d+s")) {
      return Optional.of(
          Math.round(Double.parseDouble(text.substring(0, text.length() - 1)) * 1000) + "ms");
    }
    return Durations.parse(text).map(duration -> text);
  }

  /** A size of ours for one of theirs. */
  static Optional<String> size(String foreign) {
    var text = Interpolation.of(foreign).text().strip();
    return ByteSize.parse(text)
        .filter(size -> size.bytes() >= 4L << 20)
        .map(
            size -> {
              var mebibytes = size.bytes() >> 20;
              return mebibytes % 1024 == 0 ? mebibytes / 1024 + "GB" : mebibytes + "MB";
            });
  }
}
