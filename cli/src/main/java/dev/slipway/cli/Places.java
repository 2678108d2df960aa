package dev.slipway.cli;

/** Where something counts, as people say it. */
final class Places {
  private Places() {}

  static String said(String application, String environment) {
    if (application.isEmpty()) {
      return environment.isEmpty() ? "everywhere" : "every application's " + environment;
    }
    return environment.isEmpty() ? application : application + "/" + environment;
  }
}
