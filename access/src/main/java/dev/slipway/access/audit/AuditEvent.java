package dev.slipway.access.audit;

import java.util.Map;

/**
 * Something that was done, or that somebody was not allowed to do.
 *
 * @param action object and verb, such as {@code deployment.start} or {@code variable.set}
 * @param target what it was done to, such as {@code v53} or {@code STRIPE_KEY}; may be empty
 * @param application the application's name; empty for none
 * @param environment the environment's name; empty for none
 * @param change what it was before and is after; whoever calls has masked the secrets in it
 */
public record AuditEvent(
    String action, String target, String application, String environment, Change change) {

  /** How it ended. */
  public enum Outcome {
    DONE,
    DENIED,
    FAILED
  }

  /** Named values before and after; either may be empty. */
  public record Change(Map<String, String> before, Map<String, String> after) {
    public static final Change NONE = new Change(Map.of(), Map.of());

    public Change {
      before = Map.copyOf(before);
      after = Map.copyOf(after);
    }
  }

  /** Something that concerns no application. */
  public static AuditEvent of(String action, String target) {
    return new AuditEvent(action, target, "", "", Change.NONE);
  }

  public static AuditEvent of(
      String action, String target, String application, String environment) {
    return new AuditEvent(action, target, application, environment, Change.NONE);
  }

  public AuditEvent changing(Map<String, String> before, Map<String, String> after) {
    return new AuditEvent(action, target, application, environment, new Change(before, after));
  }
}
