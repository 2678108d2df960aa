package dev.slipway.access.people;

/** What somebody may be allowed to do; seeing a secret, migrating and approving stand alone. */
public enum Permission {
  VIEW("see applications, deployments and figures"),
  READ_SECRET("see the value of a secret"),
  CONFIGURE("change variables, domains and settings of an environment"),
  DEPLOY("start a deployment"),
  ROLL_BACK("go back to an earlier release's code"),
  MIGRATE("change the schema of a database"),
  APPROVE("approve or reject what waits for approval"),
  MAINTAIN("switch maintenance mode, fix what needs attention"),
  BACK_UP("take a backup"),
  RESTORE("restore a database"),
  BRANCH("copy a database, masked or not"),
  RUN("run a one-off command in an environment"),
  READ_AUDIT("read the audit log"),
  MANAGE_PEOPLE("invite people and change their roles"),
  ADMINISTER("change Slipway's own settings");

  private final String meaning;

  Permission(String meaning) {
    this.meaning = meaning;
  }

  /** What it allows, to stand after "may". */
  public String meaning() {
    return meaning;
  }
}
