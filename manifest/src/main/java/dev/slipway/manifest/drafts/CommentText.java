package dev.slipway.manifest.drafts;

import java.util.regex.Pattern;

/** A text as a comment may have it: one line of what YAML counts as letters and signs. */
public final class CommentText {
  private static final Pattern OTHER =
      Pattern.compile(
          "[^\\x{20}-\\x{7E}\\x{A0}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]+"
              + "|[\\x{2028}\\x{2029}\\x{FEFF}]+");

  private CommentText() {}

  public static String of(String text) {
    return OTHER.matcher(text).replaceAll(" ").strip();
  }
}
