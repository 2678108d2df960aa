package dev.slipway.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, with nobody's profile. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final double PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  static boolean isHere() {
    return PROGRAM.toFile().canExecute();
  }

  BrowserContext context(ColorScheme scheme, int width) {
    return context(scheme, width, "{}");
  }

  /**
   * @param state cookies of another context, as it tells them
   */
  BrowserContext context(ColorScheme scheme, int width, String state) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setStorageState(state)
                .setColorScheme(scheme)
                .setViewportSize(width, 900)
                .setTimezoneId("Europe/Berlin")
                .setLocale("en-GB"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  /** Presses Tab until the focus is on what has this text; fails when it never gets there. */
  static void tabTo(Page page, String text) {
    for (var i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      var focused = page.evaluate("() => document.activeElement.textContent.trim()");
      if (text.equals(focused)) {
        return;
      }
    }
    throw new AssertionError("Tab never reached “" + text + "”");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
