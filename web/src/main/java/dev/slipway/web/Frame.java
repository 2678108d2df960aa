package dev.slipway.web;

import java.util.Optional;

/**
 * What stands around every page.
 *
 * @param viewer who looks; empty before signing in
 * @param theme what the viewer chose: light, dark, or auto for the system's
 * @param formKey goes with every form, against forged requests
 * @param waiting how many things wait for the viewer
 * @param notice something to say once, such as "v53 was approved"
 */
public record Frame(
    Optional<String> viewer, String theme, String formKey, int waiting, Optional<String> notice) {
  public Frame {
    theme = theme.equals("light") || theme.equals("dark") ? theme : "auto";
  }

  public static Frame signedOut(String theme, String formKey) {
    return new Frame(Optional.empty(), theme, formKey, 0, Optional.empty());
  }
}
