package dev.slipway.edge.gate;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.edge.Maintenance;

/** The page of a closed site that has none of its own. */
final class DefaultPage {
  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Back soon</title>
      <style>
      :root { color-scheme: light dark; font: 1.1rem/1.6 system-ui, sans-serif; }
      body { display: grid; place-content: center; min-height: 100vh; margin: 0 2rem; }
      main { max-width: 32rem; }
      h1 { font-size: 2rem; margin: 0 0 .5rem; }
      p { margin: 0; opacity: .75; }
      </style>
      </head>
      <body>
      <main>
      <h1>We will be right back</h1>
      <p>This site is being updated. Nothing you saved is lost. Please try again in about TIME.</p>
      </main>
      </body>
      </html>
      """;

  private DefaultPage() {}

  static String html(Maintenance maintenance) {
    return HTML.replace("TIME", Durations.human(maintenance.retryAfter()));
  }
}
