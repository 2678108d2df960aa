package dev.slipway.access.people;

import java.util.Set;

/**
 * A set of permissions with a name.
 *
 * @param key never changes; what the program and the manifest may always say
 * @param title what people call it, such as "product owner"
 */
public record Role(String key, String title, Set<Permission> permissions, boolean builtIn) {
  public static final String ADMIN = "admin";
  public static final String VIEWER = "viewer";

  public Role {
    permissions = Set.copyOf(permissions);
  }
}
