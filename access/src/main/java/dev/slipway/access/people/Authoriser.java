package dev.slipway.access.people;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditLog;
import dev.slipway.kit.Problem;
import java.util.Locale;

/** Says who may do what where. {@link #demand} refuses, and writes the refusal in the audit log. */
public final class Authoriser {
  private final AuditLog audit;

  public Authoriser(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * @param application its name; empty for what concerns no application, which only a role held
   *     everywhere allows
   */
  public boolean may(Principal who, Permission permission, String application, String environment) {
    var limited =
        who.limit()
            .filter(
                limit ->
                    !limit.permissions().contains(permission)
                        || !limit.scope().covers(application, environment))
            .isPresent();
    return !limited
        && who.grants().stream().anyMatch(one -> one.allows(permission, application, environment));
  }

  /** Whether there is anything of the application that they may see. */
  public boolean maySeeAnyOf(Principal who, String application) {
    return who.limit().map(limit -> seesAnyOf(limit.scope(), application)).orElse(true)
        && who.grants().stream()
            .filter(grant -> grant.role().permissions().contains(Permission.VIEW))
            .anyMatch(grant -> seesAnyOf(grant.scope(), application));
  }

  private static boolean seesAnyOf(Scope scope, String application) {
    return scope.application().isEmpty() || scope.application().equals(application);
  }

  /** Refuses, and records it, unless they may. */
  public void demand(Principal who, Permission permission, AuditEvent wanted) {
    if (may(who, permission, wanted.application(), wanted.environment())) {
      return;
    }
    audit.record(who.actor(), wanted, Outcome.DENIED);
    var where = new Scope(wanted.application(), wanted.environment()).human();
    throw Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-8020",
            where + ": " + who.actor().name() + " may not " + permission.meaning(),
            "ask an admin for a role with " + name(permission) + " there: slipway people grant")
        .exception();
  }

  /**
   * Refuses unless they may approve what somebody else has started.
   *
   * @param authorId {@link Principal#personId} of who started it
   * @param fourEyes whether the environment asks for two people
   */
  public void demandApproval(
      Principal who, AuditEvent approval, String authorId, FourEyes fourEyes) {
    demand(who, Permission.APPROVE, approval);
    if (fourEyes == FourEyes.ASKED && who.personId().equals(authorId)) {
      audit.record(who.actor(), approval, Outcome.DENIED);
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-8021",
              new Scope(approval.application(), approval.environment()).human()
                  + ": "
                  + approval.target()
                  + " was started by "
                  + who.name()
                  + ", and this environment asks for a second person's approval",
              "somebody else with APPROVE there can approve it")
          .exception();
    }
  }

  /** Whether an author may approve their own change. */
  public enum FourEyes {
    ASKED,
    NOT_ASKED
  }

  private static String name(Permission permission) {
    return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
