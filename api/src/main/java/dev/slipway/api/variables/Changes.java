package dev.slipway.api.variables;

import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.LooksSecret;
import dev.slipway.catalog.variables.Value;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.variables.ChangeVariables;
import dev.slipway.secrets.references.SecretReference;
import org.jspecify.annotations.Nullable;

/** A change as it comes over the wire, as a change that can be made. */
final class Changes {
  private Changes() {}

  static Change of(ChangeVariables.Change asked) {
    var holder = holder(asked.holder());
    return asked.value() == null
        ? Change.unset(holder, asked.name())
        : Change.put(holder, asked.name(), value(asked, asked.value()));
  }

  static Holder holder(@Nullable String text) {
    return text == null ? Holder.ALL : new Holder(text);
  }

  private static Value value(ChangeVariables.Change asked, String text) {
    var kind = asked.kind() == null ? guess(asked.name(), text) : asked.kind();
    return switch (kind) {
      case "plain" -> Value.plain(text);
      case "secret" -> Value.secret(text);
      case "reference" -> Value.reference(text);
      default ->
          throw Problem.of(
                  Problem.Kind.BAD_INPUT,
                  "SLIP-7362",
                  asked.name() + ": \"" + kind + "\" is no kind of variable",
                  "plain, secret or reference")
              .exception();
    };
  }

  private static String guess(String name, String text) {
    if (SecretReference.isMeant(text)) {
      return "reference";
    }
    return LooksSecret.variable(name, text) ? "secret" : "plain";
  }
}
