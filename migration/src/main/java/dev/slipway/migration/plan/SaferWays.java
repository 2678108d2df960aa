package dev.slipway.migration.plan;

import java.util.List;
import java.util.regex.Pattern;

/** For a statement that blocked others: how people who do this daily write it. */
final class SaferWays {
  private record Way(Pattern statement, String rule, String advice) {
    static Way of(String statement, String rule, String advice) {
      return new Way(
          Pattern.compile(statement, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), rule, advice);
    }
  }

  private static final List<Way> WAYS =
      List.of(
          Way.of(
              "\\bADD\\b.*\\bFOREIGN\\s+KEY\\b|\\bREFERENCES\\b",
              "foreign-key-validated-at-once",
              "add the constraint NOT VALID, then VALIDATE CONSTRAINT in a second migration"),
          Way.of(
              "\\bADD\\b.*\\bCHECK\\s*\\(",
              "check-validated-at-once",
              "add the constraint NOT VALID, then VALIDATE CONSTRAINT in a second migration"),
          Way.of(
              "\\bSET\\s+NOT\\s+NULL\\b",
              "not-null-scans",
              "add CHECK (column IS NOT NULL) NOT VALID, validate it in a second migration, then SET"
                  + " NOT NULL finds the proof and scans nothing"),
          Way.of(
              "\\bADD\\b.*\\b(UNIQUE|PRIMARY\\s+KEY)\\b(?!.*USING\\s+INDEX)",
              "unique-built-at-once",
              "CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX"),
          Way.of(
              "\\bADD\\b.*\\bEXCLUDE\\b",
              "exclusion-built-at-once",
              "there is no way to build it beside the traffic: do it in maintenance"),
          Way.of(
              "^CREATE\\s+(UNIQUE\\s+)?INDEX\\b(?!\\s+CONCURRENTLY)",
              "index-not-concurrent",
              "CREATE INDEX CONCURRENTLY, in a migration of its own"),
          Way.of(
              "^DROP\\s+INDEX\\b(?!\\s+CONCURRENTLY)",
              "index-dropped-not-concurrent",
              "DROP INDEX CONCURRENTLY, in a migration of its own"),
          Way.of(
              "^REINDEX\\b(?!.*CONCURRENTLY)", "reindex-not-concurrent", "REINDEX … CONCURRENTLY"),
          Way.of(
              "\\bALTER\\s+(COLUMN\\s+)?\\S+\\s+(SET\\s+DATA\\s+)?TYPE\\b",
              "type-change-rewrites",
              "add a new column, write both, fill it in batches, then switch reads and drop the old"),
          Way.of(
              "\\bADD\\b.*\\bGENERATED\\b.*\\bSTORED\\b",
              "generated-column-rewrites",
              "add a plain column, fill it in batches, keep it by a trigger"),
          Way.of(
              "\\bADD\\s+(COLUMN\\b)?.*\\b(DEFAULT|SERIAL|BIGSERIAL|IDENTITY)\\b",
              "volatile-default-rewrites",
              "add the column without the default, set the default, fill old rows in batches"),
          Way.of(
              "^(VACUUM\\b.*\\bFULL|CLUSTER)\\b",
              "table-packed-at-once",
              "pg_repack, or VACUUM without FULL: it blocks nobody"),
          Way.of(
              "^REFRESH\\s+MATERIALIZED\\s+VIEW\\b(?!\\s+CONCURRENTLY)",
              "view-refreshed-not-concurrent",
              "REFRESH MATERIALIZED VIEW CONCURRENTLY (it needs a unique index)"),
          Way.of(
              "\\bSET\\s+(UN)?LOGGED\\b",
              "persistence-rewrites",
              "do it in maintenance: the whole table is written anew"),
          Way.of(
              "\\bSET\\s+(TABLESPACE|ACCESS\\s+METHOD)\\b",
              "storage-moved",
              "do it in maintenance: the whole table is written anew"),
          Way.of(
              "\\bATTACH\\s+PARTITION\\b",
              "partition-checked",
              "first add a CHECK that implies the partition's bounds NOT VALID, and validate it"),
          Way.of(
              "\\bDETACH\\s+PARTITION\\b(?!.*CONCURRENTLY)",
              "partition-detached-not-concurrent",
              "DETACH PARTITION … CONCURRENTLY, in a migration of its own"),
          Way.of(
              "^LOCK\\b", "explicit-lock", "hold no lock longer than the statement that needs it"));

  private SaferWays() {}

  static String rule(String sql, String otherwise) {
    return WAYS.stream()
        .filter(way -> way.statement.matcher(sql).find())
        .map(Way::rule)
        .findFirst()
        .orElse(otherwise);
  }

  static String advice(String sql) {
    return WAYS.stream()
        .filter(way -> way.statement.matcher(sql).find())
        .map(Way::advice)
        .findFirst()
        .orElse("give it a migration of its own, so that it holds its locks for itself alone");
  }
}
