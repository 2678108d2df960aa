package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.util.Optional;
import java.util.regex.Pattern;

/** The HTTP statuses that count as good, both ends included. */
@Written(
    as = "an HTTP status or a range of them",
    pattern = "[1-5][0-9][0-9](?:-[1-5][0-9][0-9])?",
    example = "200-299",
    mayBeNumber = true)
public record StatusRange(int least, int greatest) {
  private static final Pattern TEXT = Pattern.compile("([1-5][0-9][0-9])(?:-([1-5][0-9][0-9]))?");

  private static final Pattern LOOSE =
      Pattern.compile(
          "(?i)([1-5])(?:xx|\\*\\*?)|([1-5][0-9][0-9])(?:\\s*(?:-|\\.\\.+|to)\\s*([1-5][0-9][0-9])|[ ,].*)?");

  public static Optional<StatusRange> parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var least = Integer.parseInt(match.group(1));
    var greatest = match.group(2) == null ? least : Integer.parseInt(match.group(2));
    return least > greatest ? Optional.empty() : Optional.of(new StatusRange(least, greatest));
  }

  public boolean includes(int status) {
    return status >= least && status <= greatest;
  }

  @Override
  public String toString() {
    return least == greatest ? Integer.toString(least) : least + "-" + greatest;
  }

  /** What was probably meant: 2xx, 200..299, 200 OK. */
  public static Optional<String> repair(String text) {
    var match = LOOSE.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        match.group(1) != null
            ? match.group(1) + "00-" + match.group(1) + "99"
            : match.group(3) == null ? match.group(2) : match.group(2) + "-" + match.group(3));
  }
}
