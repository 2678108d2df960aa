package dev.slipway.postgres.insight;

import java.util.regex.Pattern;

/**
 * A statement without the passwords in it. PostgreSQL takes the values out of queries that it
 * counts, and leaves everything else as it was written: {@code ALTER ROLE … PASSWORD '…'} too.
 */
final class Masked {
  private static final String MARK = "$1'••••'";

  /** In the text of a connection, which is itself quoted: quotes stand twice there. */
  private static final Pattern CONNECTION =
      Pattern.compile("(\\bpassword\\s*=\\s*)(''.*?(?:''|$)|[^\\s'$][^\\s']*)", flags());

  /** Quoted in any way that SQL knows; one that is cut off in the middle ends with the text. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(\\bPASSWORD\\s+)((?:E|U&)?'(?:[^']|'')*(?:'|$)|\\$(\\w*)\\$.*?(?:\\$\\3\\$|$))",
          flags());

  private Masked() {}

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }

  static String statement(String query) {
    var clauses = CLAUSE.matcher(query).replaceAll(MARK);
    return query.regionMatches(true, 0, "SELECT", 0, 6)
            || query.regionMatches(true, 0, "UPDATE", 0, 6)
        ? clauses
        : CONNECTION.matcher(clauses).replaceAll(MARK);
  }
}
