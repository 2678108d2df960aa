package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Whole;
import dev.slipway.manifest.binding.Within;
import java.util.Optional;

/** A variable of a service: a text, or a secret whose value stands elsewhere. */
@Whole
public record Variable(
    @Doc("a text, with ${...} for what is known only when it runs") @Shorthand @Is(Format.CONTENT)
        Optional<String> value,
    @Doc("true: sealed; set with slipway env set, never written here")
        @Default("false")
        @Aka({"sensitive", "sync", "private"})
        boolean secret,
    @Doc("make a random value of so many characters once, and keep it")
        @Within(least = 8, greatest = 512)
        @Aka({"generate-value", "random", "generator"})
        Optional<Integer> generate,
    @Doc("where the secret is kept: vault:PATH#KEY or aws:NAME#KEY")
        @Aka({"reference", "ref", "value-from"})
        Optional<SecretSource> from,
    @Doc("false: the service runs without it") @Default("true") @Aka({"mandatory"})
        boolean required) {

  /** Whether the value is shown to nobody who may not see secrets. */
  public boolean isSecret() {
    return secret || generate.isPresent() || from.isPresent();
  }

  /** The value as a template, for the variables whose value stands in the file. */
  public Optional<Template> template() {
    return value.map(Template::new);
  }
}
