package dev.slipway.secrets.references;

import dev.slipway.kit.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a secret in an outside store: {@code vault:secret/erp/production/database#password}, {@code
 * aws:erp/production/database#password}, with {@code ?version=3} for one that isn't the newest.
 *
 * @param field one of several in the document; empty for a document that is the value itself
 */
public record SecretReference(
    String store, String path, Optional<String> version, Optional<String> field) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<store>vault|aws):(?<path>[^?#\\s]+)(?:\\?version=(?<version>[^#\\s]+))?(?:#(?<field>\\S+))?");

  /** Whether somebody meant a reference, well written or not. */
  public static boolean isMeant(String text) {
    return text.startsWith("vault:") || text.startsWith("aws:");
  }

  public static SecretReference parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches() || match.group("path").startsWith("//")) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7310",
              "\"" + text + "\" is not a reference to a secret",
              "write vault:secret/app/database#password or aws:app/database#password, with"
                  + " ?version=3 before # for an older one")
          .exception();
    }
    return new SecretReference(
        match.group("store"),
        match.group("path"),
        Optional.ofNullable(match.group("version")),
        Optional.ofNullable(match.group("field")));
  }

  /** The same place without the field: what is fetched in one request. */
  SecretReference document() {
    return new SecretReference(store, path, version, Optional.empty());
  }

  public String text() {
    return store
        + ":"
        + path
        + version.map(number -> "?version=" + number).orElse("")
        + field.map(name -> "#" + name).orElse("");
  }

  @Override
  public String toString() {
    return text();
  }
}
