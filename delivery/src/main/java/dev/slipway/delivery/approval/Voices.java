package dev.slipway.delivery.approval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who fills which role, each person one: somebody who holds two is counted where they are needed
 * more, so that nobody has to be asked whom the others could spare.
 */
final class Voices {
  private final Map<String, Set<String>> rolesOf = new LinkedHashMap<>();
  private final Set<String> spokenForAll = new HashSet<>();
  private final Map<String, String> filledBy = new LinkedHashMap<>();

  private Voices(List<Consent> yes) {
    for (var one : yes) {
      if (one.voice() == Consent.Voice.OF_ALL) {
        spokenForAll.addAll(one.roles());
      } else {
        rolesOf.computeIfAbsent(one.who(), who -> new HashSet<>()).addAll(one.roles());
      }
    }
  }

  /** The roles that nobody fills. */
  static List<String> missing(List<String> roles, List<Consent> yes) {
    var voices = new Voices(yes);
    var missing = new ArrayList<String>();
    for (var role : roles) {
      if (!voices.spokenForAll.contains(role) && !voices.fill(role, new HashSet<>())) {
        missing.add(role);
      }
    }
    return missing;
  }

  /** Whoever fills another role may be moved here when somebody else can take theirs. */
  private boolean fill(String role, Set<String> tried) {
    for (var person : rolesOf.entrySet()) {
      if (!person.getValue().contains(role) || !tried.add(person.getKey())) {
        continue;
      }
      var other = filledBy.get(person.getKey());
      if (other == null || fill(other, tried)) {
        filledBy.put(person.getKey(), role);
        return true;
      }
    }
    return false;
  }
}
