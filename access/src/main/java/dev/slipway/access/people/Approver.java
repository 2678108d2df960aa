package dev.slipway.access.people;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditLog;
import dev.slipway.access.people.Authoriser.FourEyes;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Asks whether somebody may approve a deployment, and in which of the roles that it waits for. On a
 * machine where nobody but its owner may approve anything, the owner speaks for every role: there
 * is nobody else to ask. As soon as there is, the owner is a person like any other.
 */
public final class Approver {
  private final Store store;
  private final AuditLog audit;
  private final Authoriser authoriser;

  public Approver(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
    this.authoriser = new Authoriser(audit);
  }

  /**
   * What waits.
   *
   * @param release such as v53
   * @param roles whose yes is missing; where the environment names none, anybody's who may approve
   */
  public record Wanted(String application, String environment, String release, List<String> roles) {
    AuditEvent asked() {
      return AuditEvent.of("deployment.approve", release, application, environment);
    }

    AuditEvent started() {
      return AuditEvent.of("deployment.start", release, application, environment);
    }
  }

  /** The roles in which they may speak now; refuses, and records it, where there is none. */
  public List<String> demand(Principal who, Wanted wanted) {
    authoriser.demand(who, Permission.APPROVE, wanted.asked());
    if (wanted.roles().isEmpty() || isAlone(who)) {
      return wanted.roles();
    }
    // An environment that names roles asks for people other than the author.
    var author = audit.whoDid(wanted.started()).orElse("");
    authoriser.demandApproval(who, wanted.asked(), author, FourEyes.ASKED);
    var held =
        wanted.roles().stream()
            .filter(role -> who.holds(role, wanted.application(), wanted.environment()))
            .toList();
    if (held.isEmpty()) {
      audit.record(who.actor(), wanted.asked(), Outcome.DENIED);
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-8027",
              new Scope(wanted.application(), wanted.environment()).human()
                  + ": "
                  + wanted.release()
                  + " waits for "
                  + String.join(", ", wanted.roles())
                  + ", and "
                  + who.name()
                  + " holds none of these roles there",
              "somebody who does can approve it; slipway people grant gives a role")
          .exception();
    }
    return held;
  }

  /** Whether they could, without asking aloud: for what a page offers. */
  public boolean may(Principal who, Wanted wanted) {
    if (!authoriser.may(who, Permission.APPROVE, wanted.application(), wanted.environment())) {
      return false;
    }
    if (wanted.roles().isEmpty() || isAlone(who)) {
      return true;
    }
    return !audit.whoDid(wanted.started()).orElse("").equals(who.personId())
        && wanted.roles().stream()
            .anyMatch(role -> who.holds(role, wanted.application(), wanted.environment()));
  }

  /** Whether there is nobody else to ask, so that they speak for every role. */
  public boolean isAlone(Principal who) {
    return who.isLocalOwner() && !store.read(Approver::othersMayApprove);
  }

  private static boolean othersMayApprove(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM access.person_role
              JOIN access.person ON person.id = person_role.person
              JOIN access.role ON role.key = person_role.role
            WHERE person.status = 'ACTIVE' AND person.id <> 'local-owner'
              AND 'APPROVE' = ANY (role.permissions))
            """)
        .mapTo(Boolean.class)
        .one();
  }
}
