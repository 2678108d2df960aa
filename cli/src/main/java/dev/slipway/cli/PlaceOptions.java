package dev.slipway.cli;

import dev.slipway.protocol.AppSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which environment of which application a verb is about. */
final class PlaceOptions {
  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "which (default: development, or the first in slipway.yaml)")
  private @Nullable String environment;

  String app() {
    return app;
  }

  /** What stands at the environment's place; whoever takes something else there asks. */
  @Nullable String named() {
    return environment;
  }

  /** The one that was named, or the usual one. */
  String environment(ApiClient api) {
    return environment == null ? usual(api) : environment;
  }

  String usual(ApiClient api) {
    return usual(api, app);
  }

  static String usual(ApiClient api, String app) {
    var usual = api.get("/v1/apps/" + AppOptions.encoded(app), AppSummary.class).usualEnvironment();
    return usual == null ? "development" : usual;
  }

  String path(String environment, String rest) {
    return path(app, environment, rest);
  }

  static String path(String app, String environment, String rest) {
    return "/v1/apps/"
        + AppOptions.encoded(app)
        + "/environments/"
        + AppOptions.encoded(environment)
        + rest;
  }
}
