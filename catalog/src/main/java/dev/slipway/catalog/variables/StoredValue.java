package dev.slipway.catalog.variables;

import dev.slipway.secrets.Place;
import dev.slipway.secrets.Seal;
import dev.slipway.secrets.Sealed;

/** A value as its row holds it: a secret sealed, bound to the variable it belongs to. */
record StoredValue(String kind, String text) {
  static StoredValue of(EnvironmentKey environment, Variable variable, Seal seal) {
    return switch (variable.value()) {
      case Value.Plain plain -> new StoredValue("plain", plain.text());
      case Value.Reference reference -> new StoredValue("reference", reference.reference().text());
      case Value.Secret secret ->
          new StoredValue(
              "secret",
              seal.seal(secret.value(), place(environment, variable.holder(), variable.name()))
                  .text());
    };
  }

  Value open(EnvironmentKey environment, Holder holder, String name, Seal seal) {
    return switch (kind) {
      case "plain" -> Value.plain(text);
      case "reference" -> Value.reference(text);
      case "secret" ->
          new Value.Secret(seal.open(new Sealed(text), place(environment, holder, name)));
      default -> throw new IllegalStateException("no kind of variable: " + kind);
    };
  }

  static Place place(EnvironmentKey environment, Holder holder, String name) {
    return Place.of("variables", environment.app(), environment.environment(), holder.text(), name);
  }
}
