package dev.slipway.delivery.rollback;

/**
 * What is recorded of a request to go back.
 *
 * @param number its own in the environment's history
 * @param to the entry that it goes back to
 * @param from the entry that served when it was asked for
 * @param confirmed that what is not measured, or is lost, was said and accepted
 */
public record RollbackOrder(
    String app, String environment, int number, int to, int from, Exit exit, boolean confirmed) {
  public String target() {
    return app + "/" + environment;
  }

  public String version() {
    return "v" + number;
  }
}
