package dev.slipway.manifest.binding;

/** Words of the file as a message repeats them: on one line, and not endless. */
public final class Quote {
  private static final int LONGEST = 60;

  private Quote() {}

  public static String shortened(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
