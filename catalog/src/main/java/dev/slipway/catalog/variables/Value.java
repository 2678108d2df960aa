package dev.slipway.catalog.variables;

import dev.slipway.secrets.SecretValue;
import dev.slipway.secrets.references.SecretReference;

/** What a variable is set to. */
public sealed interface Value {

  /** As anybody may see it. */
  String shown();

  boolean isEmpty();

  /** Readable by everyone who may see the environment. */
  record Plain(String text) implements Value {
    @Override
    public String shown() {
      return text;
    }

    @Override
    public boolean isEmpty() {
      return text.isEmpty();
    }
  }

  /** Sealed in the store, masked in every output. */
  record Secret(SecretValue value) implements Value {
    @Override
    public String shown() {
      return value.mark();
    }

    @Override
    public boolean isEmpty() {
      return value.isEmpty();
    }
  }

  /** Lives in an outside store and is read when an instance starts; never stored here. */
  record Reference(SecretReference reference) implements Value {
    @Override
    public String shown() {
      return reference.text();
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  static Value plain(String text) {
    return new Plain(text);
  }

  static Value secret(String text) {
    return new Secret(SecretValue.of(text));
  }

  static Value reference(String text) {
    return new Reference(SecretReference.parse(text));
  }
}
