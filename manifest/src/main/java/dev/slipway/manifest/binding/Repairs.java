package dev.slipway.manifest.binding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was probably meant by a value that is none of its type. */
final class Repairs {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}(?:\\.\\d+)?)\\s*([A-Za-z]*)");
  private static final List<String> WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private Repairs() {}

  static Optional<String> ofBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "on", "y", "1", "true", "enabled" -> Optional.of("true");
      case "no", "off", "n", "0", "false", "disabled" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  /** 3000:3000 (the second is the one inside), 16.2, two. */
  static Optional<String> ofWholeNumber(String text) {
    var written = text.strip().replaceFirst("[,;]$", "");
    if (written.matches("\\d{1,9}")) {
      return Optional.of(written);
    }
    if (written.matches("\\d{1,5}:\\d{1,5}(?:/tcp)?")) {
      return Optional.of(written.replaceFirst("^\\d+:(\\d+).*$", "$1"));
    }
    if (written.matches("\\d{1,9}\\.[0-9.]*")) {
      return Optional.of(written.substring(0, written.indexOf('.')));
    }
    var word = WORDS.indexOf(written.toLowerCase(Locale.ROOT));
    return word >= 0 ? Optional.of(Integer.toString(word)) : ofNumber(written);
  }

  static Optional<String> ofNumber(String text) {
    var amount = AMOUNT.matcher(text.strip());
    if (!amount.matches() || amount.group(2).isEmpty()) {
      return Optional.empty();
    }
    // 500m is half a core to those who come from Kubernetes.
    return amount.group(2).equals("m") && amount.group(1).matches("\\d+")
        ? Optional.of(Double.toString(Integer.parseInt(amount.group(1)) / 1000.0))
        : Optional.of(amount.group(1));
  }

  /** 48 hoours, 5 minutes, 30 (seconds, as everywhere else). */
  static Optional<String> ofDuration(String text) {
    var amount = AMOUNT.matcher(text.strip());
    if (!amount.matches() || amount.group(1).contains(".")) {
      return Optional.empty();
    }
    var unit = amount.group(2).toLowerCase(Locale.ROOT);
    var written =
        switch (unit.isEmpty() ? 's' : unit.charAt(0)) {
          case 's' -> "s";
          case 'm' -> unit.startsWith("ms") || unit.startsWith("mil") ? "ms" : "m";
          case 'h' -> "h";
          case 'd' -> "d";
          case 'w' -> "w";
          default -> "";
        };
    return written.isEmpty() ? Optional.empty() : Optional.of(amount.group(1) + written);
  }

  static Optional<String> ofSize(String text) {
    var amount = AMOUNT.matcher(text.strip());
    if (!amount.matches() || amount.group(2).isEmpty()) {
      return Optional.empty();
    }
    var unit = amount.group(2).toUpperCase(Locale.ROOT).charAt(0);
    return "KMGT".indexOf(unit) < 0 ? Optional.empty() : Optional.of(amount.group(1) + unit + "B");
  }
}
