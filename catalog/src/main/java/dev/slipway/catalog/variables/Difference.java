package dev.slipway.catalog.variables;

import java.util.Optional;

/** What a variable was and what it becomes; one of the two may be absent. */
public record Difference(
    Holder holder, String name, Optional<Value> before, Optional<Value> after) {

  /** One line, as a person reads it: {@code ~ STRIPE_KEY ••••3f → ••••a9 (secret)}. */
  public String line() {
    var who = holder.equals(Holder.ALL) ? name : name + " (" + holder + ")";
    if (before.isEmpty()) {
      return "+ " + who + " " + shown(after);
    }
    if (after.isEmpty()) {
      return "- " + who + " " + shown(before);
    }
    return "~ " + who + " " + shown(before) + " → " + shown(after);
  }

  private static String shown(Optional<Value> value) {
    return value
        .map(it -> it instanceof Value.Secret ? it.shown() + " (secret)" : it.shown())
        .orElse("–");
  }

  /** For the one-line title of a version: {@code STRIPE_KEY changed}. */
  public String title() {
    return name + (before.isEmpty() ? " added" : after.isEmpty() ? " removed" : " changed");
  }
}
