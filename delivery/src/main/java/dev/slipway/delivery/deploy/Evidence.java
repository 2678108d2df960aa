package dev.slipway.delivery.deploy;

/**
 * One thing that was looked at, and what was found.
 *
 * @param verdict good, caution or bad
 */
public record Evidence(String subject, String verdict, String fact, String hint) {
  static Evidence good(String subject, String fact) {
    return new Evidence(subject, "good", fact, "");
  }

  static Evidence caution(String subject, String fact, String hint) {
    return new Evidence(subject, "caution", fact, hint);
  }

  static Evidence bad(String subject, String fact, String hint) {
    return new Evidence(subject, "bad", fact, hint);
  }

  boolean isBad() {
    return verdict.equals("bad");
  }

  String line() {
    var mark =
        switch (verdict) {
          case "good" -> "✔";
          case "caution" -> "▲";
          default -> "✖";
        };
    return mark + " " + subject + ": " + fact + (hint.isEmpty() ? "" : "  Hint: " + hint);
  }
}
