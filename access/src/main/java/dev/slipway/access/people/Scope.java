package dev.slipway.access.people;

/**
 * Where a role or a token counts; an empty name stands for every one.
 *
 * @param application the application's name; empty for all of them
 * @param environment the environment's name; empty for all of them
 */
public record Scope(String application, String environment) {
  public static final Scope EVERYWHERE = new Scope("", "");

  public boolean covers(String otherApplication, String otherEnvironment) {
    return (application.isEmpty() || application.equals(otherApplication))
        && (environment.isEmpty() || environment.equals(otherEnvironment));
  }

  /** As a person reads it: everywhere, ledger, ledger/production, every application's staging. */
  public String human() {
    if (application.isEmpty()) {
      return environment.isEmpty() ? "everywhere" : "every application's " + environment;
    }
    return environment.isEmpty() ? application : application + "/" + environment;
  }
}
