package dev.slipway.access.session;

/**
 * Where a request comes from.
 *
 * @param address the network address, as the server saw it
 * @param browser what the browser calls itself, shown to people who look through their sessions
 */
public record Visitor(String address, String browser) {
  private static final int LONGEST = 200;

  public Visitor {
    browser = browser.length() > LONGEST ? browser.substring(0, LONGEST) : browser;
    browser = browser.replace("\0", "");
  }
}
