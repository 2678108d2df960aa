package dev.slipway.logs;

import dev.slipway.kit.Problem;
import java.util.regex.Pattern;

/**
 * Where entries are kept together: a place, such as an environment of an application, and a part of
 * it. What floods one part takes no room from the others.
 *
 * @param place {@code ledger/production}; {@code _slipway/edge}, as no application may be called
 * @param part a service, {@code database-main}, {@code builds}
 */
public record ShelfName(String place, String part) {
  private static final Pattern SAFE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  public ShelfName {
    for (var word : (place + "/" + part).split("/", -1)) {
      if (!SAFE.matcher(word).matches()) {
        throw Problem.of(
                Problem.Kind.BAD_INPUT,
                "SLIP-7901",
                place + "/" + part + " can't name a shelf of logs",
                "use letters, digits, dots and hyphens")
            .exception();
      }
    }
  }
}
