package dev.slipway.migration.sql;

/** How a statement has to be run: which lock timeout it gets and whether a transaction holds it. */
public enum StatementKind {
  /** BEGIN, START TRANSACTION. */
  BEGIN,
  /** COMMIT, END. */
  COMMIT,
  /** ROLLBACK, ABORT: it ends the transaction, so it ends the migration. */
  ROLLBACK,
  /** SAVEPOINT, RELEASE, ROLLBACK TO. */
  SAVEPOINT,
  /** SET, RESET. */
  SETTING,
  /** Reads or writes rows. */
  DATA,
  /** Changes the catalog; asks for its locks for a moment, if all goes well. */
  DEFINITION,
  /** VALIDATE CONSTRAINT: long, and in nobody's way. */
  VALIDATION,
  /** CONCURRENTLY: waits for others by design; a lock timeout would leave a ruin. */
  ONLINE,
  /** VACUUM and others that a transaction can't hold. */
  UPKEEP,
  /** DO and CALL: anything may be inside. */
  BLOCK;

  public boolean controlsTransaction() {
    return this == BEGIN || this == COMMIT || this == ROLLBACK || this == SAVEPOINT;
  }
}
