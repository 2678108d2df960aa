package dev.slipway.migration.rehearse;

/** PostgreSQL's table locks, weakest first. */
public enum LockMode {
  ACCESS_SHARE("AccessShareLock"),
  ROW_SHARE("RowShareLock"),
  ROW_EXCLUSIVE("RowExclusiveLock"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
  SHARE("ShareLock"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
  EXCLUSIVE("ExclusiveLock"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock");

  private final String server;

  LockMode(String server) {
    this.server = server;
  }

  static LockMode of(String name) {
    for (var mode : values()) {
      if (mode.server.equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("PostgreSQL has a lock that we don't know: " + name);
  }

  public boolean blocksReads() {
    return this == ACCESS_EXCLUSIVE;
  }

  public boolean blocksWrites() {
    return compareTo(SHARE) >= 0;
  }

  /** As the documentation writes it: ACCESS EXCLUSIVE. */
  public String label() {
    return name().replace('_', ' ');
  }
}
