package dev.slipway.api.access;

import dev.slipway.access.people.Permission;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Permissions as they are written: {@code read-secret}. */
final class PermissionNames {
  private static final List<String> ALL =
      Arrays.stream(Permission.values()).map(PermissionNames::of).toList();

  private PermissionNames() {}

  static String of(Permission permission) {
    return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> of(Collection<Permission> permissions) {
    return permissions.stream().sorted().map(PermissionNames::of).toList();
  }

  static Set<Permission> parse(List<String> names) {
    var found = EnumSet.noneOf(Permission.class);
    for (var name : names) {
      found.add(
          Arrays.stream(Permission.values())
              .filter(permission -> of(permission).equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name)));
    }
    return found;
  }

  private static RuntimeException unknown(String name) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-8406",
            "permission \"" + name + "\" does not exist",
            Suggestion.nearest(name, ALL)
                .map(near -> "did you mean " + near + "?")
                .orElse("there are " + String.join(", ", ALL)))
        .exception();
  }
}
