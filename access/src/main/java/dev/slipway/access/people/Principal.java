package dev.slipway.access.people;

import dev.slipway.access.audit.Actor;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks for something: a person in a browser, a token on a person's behalf, or the owner of this
 * machine.
 *
 * @param personId stays the same whichever way the person came in, so that nobody approves with a
 *     token what they started in a browser
 * @param limit what a token is limited to; none for the person themselves
 * @param address where the request came from
 */
public record Principal(
    String personId, String name, List<Grant> grants, Optional<Limit> limit, String address) {
  private static final String OWNER_ID = "local-owner";

  /** A token may do what its person may, and of that only this much. */
  public record Limit(String tokenName, Set<Permission> permissions, Scope scope) {}

  public Principal {
    grants = List.copyOf(grants);
  }

  /** Whoever can read the token file of this machine owns what runs on it. */
  public static Principal localOwner() {
    var everything = new Role(Role.ADMIN, "local owner", EnumSet.allOf(Permission.class), true);
    return new Principal(
        OWNER_ID,
        "local owner",
        List.of(new Grant(everything, Scope.EVERYWHERE)),
        Optional.empty(),
        "local");
  }

  public static Principal of(Person person, String address) {
    return new Principal(person.id(), person.name(), person.grants(), Optional.empty(), address);
  }

  public Principal limitedTo(Limit newLimit) {
    return new Principal(personId, name, grants, Optional.of(newLimit), address);
  }

  public Actor actor() {
    var shown = limit.map(token -> name + " (token " + token.tokenName() + ")").orElse(name);
    return new Actor(personId, shown, address);
  }

  /** Whether a role of this key or title is held there; approvals ask for roles by name. */
  public boolean holds(String roleName, String application, String environment) {
    return grants.stream()
        .filter(grant -> grant.scope().covers(application, environment))
        .map(Grant::role)
        .anyMatch(role -> role.key().equals(roleName) || isCalled(role, roleName));
  }

  /** A manifest writes product-owner where people say product owner. */
  private static boolean isCalled(Role role, String name) {
    return role.title().replace('-', ' ').equalsIgnoreCase(name.replace('-', ' '));
  }

  public boolean isLocalOwner() {
    return personId.equals(OWNER_ID);
  }
}
