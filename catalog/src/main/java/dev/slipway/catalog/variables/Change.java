package dev.slipway.catalog.variables;

/** One change to an environment's variables. */
public sealed interface Change {
  Holder holder();

  String name();

  /** Gives the variable this value, whether it had one or not. */
  record Put(Variable variable) implements Change {
    @Override
    public Holder holder() {
      return variable.holder();
    }

    @Override
    public String name() {
      return variable.name();
    }
  }

  /** Takes the variable away; one that isn't there is a mistake of whoever asks. */
  record Unset(Holder holder, String name) implements Change {
    public Unset {
      Variable.refuseUnlessName(name);
    }
  }

  static Change put(Holder holder, String name, Value value) {
    return new Put(new Variable(holder, name, value));
  }

  static Change unset(Holder holder, String name) {
    return new Unset(holder, name);
  }
}
