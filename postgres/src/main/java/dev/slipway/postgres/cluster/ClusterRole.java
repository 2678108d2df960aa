package dev.slipway.postgres.cluster;

/** Who connects: each with its own login, and no more rights than its work needs. */
public enum ClusterRole {
  /** Superuser of the cluster; Slipway's alone, never handed to an application. */
  ADMIN("admin"),
  /** Owns the database and everything in it; migrations run as it. */
  MIGRATION("migration"),
  /** Reads and writes rows; what the application's instances get. */
  READWRITE("readwrite"),
  /** Reads rows. */
  READONLY("readonly");

  private final String suffix;

  ClusterRole(String suffix) {
    this.suffix = suffix;
  }

  /** The role's name in PostgreSQL; roles belong to the whole cluster, so it names the database. */
  public String login(String database) {
    return this == ADMIN ? "slipway_admin" : database + "_" + suffix;
  }

  /** The group that owns the objects: whoever migrates acts as it, so that nothing is orphaned. */
  static String owner(String database) {
    return database + "_owner";
  }
}
