package dev.slipway.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which database a verb is about. */
final class DatabaseOptions {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "which (default: development, or the first in slipway.yaml)")
  private String environment = "";

  @Option(
      names = {"-d", "--database"},
      paramLabel = "NAME",
      description = "as slipway.yaml calls it (default: the only or first one)")
  private String database = "-";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  /** Where no environment is named, the usual one is asked for first. */
  ApiClient connect() {
    var api = server.connect();
    if (environment.isEmpty()) {
      environment = PlaceOptions.usual(api, app);
    }
    return api;
  }

  boolean json() {
    return json;
  }

  String path(String rest) {
    return "/v1/apps/"
        + AppOptions.encoded(app)
        + "/environments/"
        + AppOptions.encoded(environment)
        + "/databases/"
        + AppOptions.encoded(database)
        + rest;
  }

  /** As it is typed again in a hint. */
  String words() {
    return app + " " + environment + (database.equals("-") ? "" : " -d " + database);
  }
}
