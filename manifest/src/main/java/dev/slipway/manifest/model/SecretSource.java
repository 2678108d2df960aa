package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.util.Optional;
import java.util.regex.Pattern;

/** A secret in a store outside: HashiCorp Vault (KV v2) or AWS Secrets Manager. */
@Written(
    as = "a place in a secret store",
    pattern = "(?:vault|aws):(?!/)[^#\\s]+(?:#[^#\\s]+)?",
    example = "vault:secret/erp#jwt")
public record SecretSource(String store, String path, Optional<String> key) {
  private static final Pattern TEXT =
      Pattern.compile("(vault|aws):((?!/)[^#\\s]+)(?:#([^#\\s]+))?");

  public static Optional<SecretSource> parse(String text) {
    var match = TEXT.matcher(text);
    return match.matches()
        ? Optional.of(
            new SecretSource(match.group(1), match.group(2), Optional.ofNullable(match.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return store + ":" + path + key.map(name -> "#" + name).orElse("");
  }

  /** What was probably meant: vault://path#key, secretsmanager:name. */
  public static Optional<String> repair(String text) {
    var better =
        text.strip()
            .replaceFirst("^(?i:vault)://?/?", "vault:")
            .replaceFirst("^(?i:aws|aws-?sm|secretsmanager|aws-secrets-manager)://?/?", "aws:");
    return parse(better).isPresent() && !better.equals(text)
        ? Optional.of(better)
        : Optional.empty();
  }
}
