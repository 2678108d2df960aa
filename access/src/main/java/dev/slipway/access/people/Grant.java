package dev.slipway.access.people;

/** A role that somebody holds, and where. */
public record Grant(Role role, Scope scope) {
  boolean allows(Permission permission, String application, String environment) {
    return scope.covers(application, environment) && role.permissions().contains(permission);
  }
}
