package dev.slipway.catalog.variables;

import dev.slipway.kit.Problem;
import java.util.regex.Pattern;

/**
 * For whom a variable is: every service of the environment ({@code *}), the services of a shared
 * group ({@code group:mail}), or one service ({@code backend}). The narrower one wins.
 */
public record Holder(String text) implements Comparable<Holder> {
  private static final Pattern TEXT = Pattern.compile("\\*|(group:)?[a-z0-9][a-z0-9_-]{0,62}");
  private static final String GROUP = "group:";

  /** Every service of the environment. */
  public static final Holder ALL = new Holder("*");

  public Holder {
    if (!TEXT.matcher(text).matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7350",
              "\"" + text + "\" is not the name of a service or a group",
              "write backend, group:mail, or * for all services")
          .exception();
    }
  }

  public static Holder service(String name) {
    return new Holder(name);
  }

  public static Holder group(String name) {
    return new Holder(GROUP + name);
  }

  boolean isGroup() {
    return text.startsWith(GROUP);
  }

  /** Wider ones first, so that a narrower one can put itself over them. */
  private int width() {
    return equals(ALL) ? 0 : isGroup() ? 1 : 2;
  }

  @Override
  public int compareTo(Holder other) {
    var byWidth = Integer.compare(width(), other.width());
    return byWidth != 0 ? byWidth : text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
