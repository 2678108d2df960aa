package dev.slipway.api;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditLog;
import dev.slipway.access.people.Authoriser;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.kit.Problem;

/** Lets in who shows a token, asks whether they may, and writes down what they did. */
public final class Guard {
  private final Gate gate;
  private final Authoriser authoriser;
  private final AuditLog audit;

  public Guard(Gate gate, Authoriser authoriser, AuditLog audit) {
    this.gate = gate;
    this.authoriser = authoriser;
    this.audit = audit;
  }

  Principal admit(String token, String address) {
    return gate.whoShows(token, address)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.UNAUTHENTICATED,
                        "SLIP-8504",
                        token.isEmpty()
                            ? "the request shows no token"
                            : "the token belongs to nobody",
                        "send Authorization: Bearer and the token of the data directory,"
                            + " or one of slipway token create")
                    .exception());
  }

  void demand(Principal who, Permission permission, AuditEvent wanted) {
    authoriser.demand(who, permission, wanted);
  }

  boolean may(Principal who, Permission permission, String app, String environment) {
    return authoriser.may(who, permission, app, environment);
  }

  boolean maySeeAnyOf(Principal who, String app) {
    return authoriser.maySeeAnyOf(who, app);
  }

  void record(Principal who, AuditEvent event, Outcome outcome) {
    audit.record(who.actor(), event, outcome);
  }
}
