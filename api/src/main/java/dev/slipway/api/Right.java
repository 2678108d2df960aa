package dev.slipway.api;

import dev.slipway.access.people.Permission;

/**
 * What somebody must be allowed to do before an endpoint answers them.
 *
 * @param action how the audit log calls it, object and verb: {@code deployment.start}
 */
public record Right(Scope scope, Permission permission, String action) {

  /** Where the permission is asked for. */
  public enum Scope {
    /** In the application and environment that the path names; everywhere where it names none. */
    PATH,
    /** Where the handler says, once it has found what it is about. */
    HANDLER,
    /** Nowhere: whoever is known may ask, and is answered with what is theirs to see. */
    KNOWN
  }

  public static Right inPath(Permission permission, String action) {
    return new Right(Scope.PATH, permission, action);
  }

  public static Right byHandler(Permission permission, String action) {
    return new Right(Scope.HANDLER, permission, action);
  }

  public static Right ofAnybodyKnown(String action) {
    return new Right(Scope.KNOWN, Permission.VIEW, action);
  }
}
