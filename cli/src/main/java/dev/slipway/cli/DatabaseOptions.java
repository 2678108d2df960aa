package dev.slipway.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which database a verb is about. */
final class DatabaseOptions {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(index = "1", paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Option(
      names = {"-d", "--database"},
      paramLabel = "NAME",
      description = "as slipway.yaml calls it (default: the only or first one)")
  private String database = "-";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  ApiClient connect() {
    return server.connect();
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
