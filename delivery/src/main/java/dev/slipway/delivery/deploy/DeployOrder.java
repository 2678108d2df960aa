package dev.slipway.delivery.deploy;

/**
 * What is recorded of a request to deploy.
 *
 * @param number of the deployment in the environment's history
 * @param folder the sources
 */
public record DeployOrder(String app, String environment, int number, String folder) {
  public String target() {
    return app + "/" + environment;
  }

  public String version() {
    return "v" + number;
  }
}
