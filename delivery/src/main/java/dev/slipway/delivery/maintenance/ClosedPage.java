package dev.slipway.delivery.maintenance;

/** What people see of a closed environment when there is something to tell them. */
final class ClosedPage {
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
      <p>MESSAGE</p>
      </main>
      </body>
      </html>
      """;

  private ClosedPage() {}

  static String saying(String message) {
    return HTML.replace("MESSAGE", escaped(message));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
