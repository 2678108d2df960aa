package dev.slipway.postgres.cluster;

/** Names and texts inside SQL that takes no parameters. */
public final class Sql {
  private Sql() {}

  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String literal(String text) {
    return text.indexOf('\\') < 0
        ? "'" + text.replace("'", "''") + "'"
        : "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
