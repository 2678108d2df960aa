package dev.slipway.migration.plan;

/**
 * Something a reader has to know about a statement.
 *
 * @param rule stable, for suppressions and SARIF
 * @param safer how to write it instead; empty when there is no better way
 */
public record Finding(String rule, Grade grade, Harm harm, String sentence, String safer) {

  /** What kind of harm; each is decided by other people. */
  public enum Harm {
    /** Data is gone. */
    DESTRUCTIVE,
    /** The code that runs now may fail on the new schema. */
    INCOMPATIBLE,
    /** Others wait. */
    BLOCKING,
    /** It would not end well. */
    FAILING,
    /** Nobody knows. */
    UNMEASURED
  }
}
