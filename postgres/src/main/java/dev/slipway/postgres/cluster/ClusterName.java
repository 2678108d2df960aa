package dev.slipway.postgres.cluster;

import dev.slipway.kit.Problem;
import java.util.regex.Pattern;

/**
 * Whose cluster it is. The folder's name is the identity, so that the same name never means two
 * clusters: {@code ledger-development}.
 */
public record ClusterName(String application, String environment) {
  private static final Pattern PART = Pattern.compile("[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?");
  private static final String BETWEEN = "@";

  public ClusterName {
    check("application", application);
    check("environment", environment);
  }

  /** Reads what {@link #toString} writes. */
  public static ClusterName parse(String text) {
    var at = text.indexOf(BETWEEN);
    if (at < 0) {
      throw malformed("cluster", text);
    }
    return new ClusterName(text.substring(0, at), text.substring(at + 1));
  }

  private static void check(String what, String text) {
    if (!PART.matcher(text).matches()) {
      throw malformed(what, text);
    }
  }

  private static RuntimeException malformed(String what, String text) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-5001",
            what + ": \"" + text + "\" can't name a cluster",
            "use up to 40 lower-case letters, digits and dashes, starting with a letter;"
                + " a whole name is APPLICATION@ENVIRONMENT")
        .exception();
  }

  /** Unambiguous, because neither part may hold the sign between them. */
  @Override
  public String toString() {
    return application + BETWEEN + environment;
  }
}
