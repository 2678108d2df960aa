package dev.slipway.catalog.variables;

import dev.slipway.kit.Problem;
import dev.slipway.secrets.references.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code .env} format, as dotenv reads it in its many languages: {@code export}, comments,
 * single quotes as they are, double quotes with escapes, both over several lines. What is in {@code
 * ${…}} stays as it is written.
 */
public final class DotEnv {
  private DotEnv() {}

  /** Whether what is secret leaves in the clear. */
  public enum Secrets {
    SHOWN,
    HIDDEN
  }

  /** Names and values in their order, or one Problem with every mistake and its line. */
  public static Map<String, String> parse(String text) {
    var reader = new DotEnvReader(text);
    var values = new LinkedHashMap<String, String>();
    var mistakes = new ArrayList<String>();
    while (reader.hasNext()) {
      var line = reader.line();
      try {
        var entry = reader.next();
        if (entry != null && values.put(entry.getKey(), entry.getValue()) != null) {
          mistakes.add("line " + line + ": " + entry.getKey() + " is set twice");
        }
      } catch (DotEnvReader.Mistake mistake) {
        mistakes.add("line " + line + ": " + mistake.getMessage());
      }
    }
    if (!mistakes.isEmpty()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7358",
              "the .env text has "
                  + mistakes.size()
                  + (mistakes.size() == 1 ? " mistake: " : " mistakes: ")
                  + String.join("; ", mistakes),
              "nothing was changed; write NAME=value, with quotes around what has spaces or #")
          .exception();
    }
    return values;
  }

  /** The changes that an import makes; what looks like a secret becomes one. */
  public static List<Change> changes(String text, Holder holder) {
    var changes = new ArrayList<Change>();
    parse(text).forEach((name, value) -> changes.add(Change.put(holder, name, value(name, value))));
    return changes;
  }

  private static Value value(String name, String value) {
    if (SecretReference.isMeant(value)) {
      return Value.reference(value);
    }
    return LooksSecret.variable(name, value) ? Value.secret(value) : Value.plain(value);
  }

  /** A text that {@link #parse} reads back to the same values. */
  public static String write(Map<String, Value> values, Secrets secrets) {
    var text = new StringBuilder();
    values.forEach(
        (name, value) -> {
          switch (value) {
            case Value.Plain plain -> line(text, name, plain.text());
            case Value.Reference reference -> line(text, name, reference.shown());
            case Value.Secret secret when secrets == Secrets.SHOWN ->
                line(text, name, secret.value().reveal());
            case Value.Secret secret ->
                text.append("# ")
                    .append(name)
                    .append('=')
                    .append(secret.shown())
                    .append(" (secret, not exported)\n");
          }
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(quoted(value)).append('\n');
  }

  private static String quoted(String value) {
    if (value.matches("[A-Za-z0-9_./:@%+,=?&~*-]*")) {
      return value;
    }
    if (value.indexOf('\'') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
      return "'" + value + "'";
    }
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("$", "\\$")
        + '"';
  }
}
