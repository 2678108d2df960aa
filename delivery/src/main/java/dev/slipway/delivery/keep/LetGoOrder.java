package dev.slipway.delivery.keep;

/** What is recorded of a release that is to be let go. */
public record LetGoOrder(String app, String environment, int release) {
  String target() {
    return app + "/" + environment;
  }

  String version() {
    return "v" + release;
  }
}
