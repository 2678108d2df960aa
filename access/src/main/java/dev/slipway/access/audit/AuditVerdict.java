package dev.slipway.access.audit;

/** What verifying the chain found. */
public sealed interface AuditVerdict {
  /** Every link holds, from the first entry kept to the newest. */
  record Intact(long entries, AuditHead head) implements AuditVerdict {}

  /**
   * @param number the first entry that is changed, missing or not where it should be
   * @param fact what is wrong with it
   */
  record Broken(long number, String fact) implements AuditVerdict {}
}
