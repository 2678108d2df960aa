package dev.slipway.delivery.deploy;

import java.util.Optional;

/**
 * What is recorded of a request to deploy.
 *
 * @param number of the deployment in the environment's history
 * @param folder the sources
 * @param promoted what is brought from another environment in place of being built
 * @param hotfix why it goes without some of what is asked of a release; empty when it doesn't
 * @param pushed the commit that is deployed in place of the folder as it is now
 */
public record DeployOrder(
    String app,
    String environment,
    int number,
    String folder,
    Optional<Promoted> promoted,
    String hotfix,
    Optional<Pushed> pushed) {

  /**
   * A commit of the repository that the folder lies in.
   *
   * @param trigger what it was deployed by, such as {@code push main}
   * @param commit its whole name
   * @param inside the part of the repository that is the application; empty for all
   * @param onApproval whether somebody must say yes, whatever its own manifest says
   */
  public record Pushed(String trigger, String commit, String inside, boolean onApproval) {}

  /**
   * @param from the environment in which it serves
   * @param number the entry that serves there
   * @param build its identifier in the catalog
   */
  public record Promoted(String from, int number, String build) {
    public String origin() {
      return from + " v" + number;
    }
  }

  public DeployOrder {
    // Absent in orders that an earlier version recorded.
    promoted = promoted == null ? Optional.empty() : promoted;
    hotfix = hotfix == null ? "" : hotfix;
    pushed = pushed == null ? Optional.empty() : pushed;
  }

  public DeployOrder(String app, String environment, int number, String folder) {
    this(app, environment, number, folder, Optional.empty(), "");
  }

  public DeployOrder(
      String app,
      String environment,
      int number,
      String folder,
      Optional<Promoted> promoted,
      String hotfix) {
    this(app, environment, number, folder, promoted, hotfix, Optional.empty());
  }

  public String target() {
    return app + "/" + environment;
  }

  public String version() {
    return "v" + number;
  }
}
