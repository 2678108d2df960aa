package dev.slipway.manifest.tree;

import java.util.Optional;
import java.util.regex.Pattern;

/** Signs that a person takes for YAML's and YAML does not, or the other way round. */
final class Lookalikes {
  private static final Pattern CURLY = Pattern.compile("(?s)[“”„‘’](.*)[“”‘’]");
  private static final String YAMLS_OWN = "tag:yaml.org,2002:";

  private Lookalikes() {}

  /** Spaces that came along from a web page or a word processor. */
  static Optional<Mistake> space(String key, Place place) {
    var first = key.isEmpty() ? ' ' : key.charAt(0);
    return first != ' ' && Character.isSpaceChar(first)
        ? Optional.of(
            Mistake.of(
                place,
                "SLIP-1002",
                "a no-break space indents this line, which YAML takes for a letter",
                "write ordinary spaces: " + key.strip().replaceAll("^\\p{Z}+", "") + ":"))
        : Optional.empty();
  }

  static Optional<Mistake> quotes(String value, Place place) {
    var curly = CURLY.matcher(value);
    return curly.matches()
        ? Optional.of(
            Mistake.of(
                place,
                "SLIP-1002",
                "the quotes around the value are letters to YAML",
                "write straight ones: '" + curly.group(1).replace("'", "''") + "'"))
        : Optional.empty();
  }

  /** !run, !!str: nothing here has a tag. */
  static Mistake tag(String tag, Place place) {
    var written = tag.startsWith(YAMLS_OWN) ? "!!" + tag.substring(YAMLS_OWN.length()) : tag;
    return Mistake.of(
        place,
        "SLIP-1003",
        "a tag (" + written + ") is not read here",
        "remove it; if the ! belongs to the value, put the value in quotes");
  }

  /** Where a key should be is something else: mostly the {{ }} of another tool. */
  static TreeException noKey(Place place) {
    return new TreeException(
        place,
        "SLIP-1003",
        "a key is not a single value",
        "write a word before the colon; {{ ... }} is another tool's: write { secret: true } for"
            + " a value that is set from outside, or ${...} for what Slipway knows");
  }
}
