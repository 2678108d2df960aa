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
  private static final Pattern COMPOUND =
      Pattern.compile("^(?:if|for|while|until|case|function)\\b|<<|\\(\\)\\s*\\{|^\\{|\\bdo$");
  private static final Pattern OPERATOR_FIRST = Pattern.compile("^(?:&&|\\|)");
  private static final Pattern OPERATOR_LAST = Pattern.compile("(?:&&|\\||;|&)\\s*$");
  private static final Pattern URL =
      Pattern.compile(
          "https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(?::[^/\\s'\"]+)?(/[^\\s'\")|;]*)?");

  private Commands() {}

  /**
   * A command that is a text, split as a shell splits words, or a list of words. Lines inside
   * quotes stay lines: they are a script for the shell that is called.
   */
  static Optional<String> line(Node node) {
    return switch (node) {
      case Node.Scalar scalar ->
          Import.text(scalar).map(Commands::joined).map(text -> text.replace("$$", "$"));
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

  /** A command that a shell runs line by line, as one line that stops at the first that fails. */
  static Optional<String> script(Node node) {
    return node instanceof Node.Scalar scalar
        ? Import.text(scalar).map(Commands::oneAfterTheOther)
        : line(node);
  }

  private static String oneAfterTheOther(String text) {
    var lines =
        text.replaceAll("\\s*\\\\\\s*\\n\\s*", " ")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (lines.stream().anyMatch(line -> COMPOUND.matcher(line).find())) {
      return "set -e\n" + String.join("\n", lines);
    }
    var out = new StringBuilder();
    for (var line : lines) {
      var goesOn = out.isEmpty() || OPERATOR_LAST.matcher(out).find();
      out.append(goesOn ? "" : OPERATOR_FIRST.matcher(line).find() ? " " : " && ");
      out.append(goesOn && !out.isEmpty() ? " " : "").append(line);
    }
    return out.toString();
  }

  /** Lines between words are blanks; lines inside quotes stay. */
  private static String joined(String text) {
    var out = new StringBuilder();
    var quote = ' ';
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (quote == ' ' && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = ' ';
      }
      if (c == '\n' && quote == ' ') {
        while (!out.isEmpty() && (out.charAt(out.length() - 1) == ' ' || isFolded(out))) {
          out.setLength(out.length() - 1);
        }
        while (i + 1 < text.length() && Character.isWhitespace(text.charAt(i + 1))) {
          i++;
        }
        out.append(' ');
      } else {
        out.append(c);
      }
    }
    return out.toString().strip();
  }

  private static boolean isFolded(StringBuilder out) {
    return out.charAt(out.length() - 1) == '\\';
  }

  private static String word(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.strip().replace("'", "'\\''") + "'";
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
