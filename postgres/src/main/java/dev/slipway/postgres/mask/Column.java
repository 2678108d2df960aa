package dev.slipway.postgres.mask;

import dev.slipway.postgres.cluster.Sql;
import java.util.Set;

/**
 * A column of a table that holds rows.
 *
 * @param root the name that rules call it by: of the partitioned table for its partitions
 * @param table quoted, with its schema
 * @param category as {@code pg_type.typcategory} has it
 * @param most characters that fit; 0 for any number
 * @param nature whether it may be empty, and whether it is computed from others
 */
record Column(
    String root, String table, String name, String type, char category, int most, Nature nature) {

  /**
   * What else is known of it.
   *
   * @param generated computed from others, so that it follows them
   */
  record Nature(boolean nullable, boolean generated) {}

  private static final Set<String> TEXTS =
      Set.of("text", "varchar", "bpchar", "citext", "name", "xml");
  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
  private static final Set<String> NUMBERS = Set.of("numeric", "float4", "float8", "money");
  private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamptz");

  boolean isText() {
    return TEXTS.contains(type);
  }

  boolean isInteger() {
    return INTEGERS.contains(type);
  }

  boolean isNumber() {
    return NUMBERS.contains(type);
  }

  boolean isTime() {
    return TIMES.contains(type);
  }

  boolean isJson() {
    return type.equals("json") || type.equals("jsonb");
  }

  boolean isTextArray() {
    return type.startsWith("_") && TEXTS.contains(type.substring(1));
  }

  /** Whether what a person would write can stand in it. */
  boolean isReadable() {
    return isText()
        || isJson()
        || category == 'A'
        || category == 'U'
        || category == 'C'
        || category == 'I'
        || type.equals("int8")
        || type.equals("numeric")
        || type.equals("hstore")
        || type.equals("tsvector");
  }

  String quoted() {
    return Sql.identifier(name);
  }
}
