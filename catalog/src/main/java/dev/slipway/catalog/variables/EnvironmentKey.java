package dev.slipway.catalog.variables;

/** An environment of an application, by the names that people call them. */
public record EnvironmentKey(String app, String environment) {
  @Override
  public String toString() {
    return app + "/" + environment;
  }
}
