package dev.slipway.postgres.mask;

import java.util.Optional;

/** The SQL that computes what takes a value's place; empty where the rule doesn't fit the type. */
record MaskExpression(Column column, MaskRule rule) {
  Optional<String> sql() {
    var value = column.quoted();
    if (rule == MaskRule.EMPTY) {
      return empty();
    }
    if (column.isText()) {
      return Optional.of(cut(text(value + "::text")) + "::" + castType());
    }
    if (column.isTextArray()) {
      return Optional.of(
          "CASE WHEN cardinality("
              + value
              + ") = 0 THEN "
              + value
              + " ELSE (SELECT array_agg("
              + cut(text("one::text"))
              + " ORDER BY place) FROM unnest("
              + value
              + ") WITH ORDINALITY AS list (one, place))::"
              + column.type().substring(1)
              + "[] END");
    }
    return switch (rule) {
      case NUMBER -> number(value);
      case DATE ->
          column.isTime()
              ? Optional.of(
                  "("
                      + value
                      + " + (pg_temp.mask_int("
                      + value
                      + "::text, 4) % 361 - 180) * interval '1 day')::"
                      + column.type())
              : Optional.empty();
      case HASH -> hash(value);
      case TEXT -> column.isJson() ? emptyJson() : Optional.empty();
      default -> Optional.empty();
    };
  }

  private String text(String value) {
    return switch (rule) {
      case NAME -> "pg_temp.mask_name(" + value + ")";
      case EMAIL ->
          "pg_temp.mask_email(" + value + ", " + (column.most() == 0 ? 255 : column.most()) + ")";
      case PHONE -> "pg_temp.mask_phone(" + value + ")";
      case NUMBER -> "pg_temp.mask_digits(" + value + ")";
      case HASH -> "left(pg_temp.mask_hex(" + value + "), 32)";
      case DATE -> "left(pg_temp.mask_text(" + value + "), 10)";
      default -> "pg_temp.mask_text(" + value + ")";
    };
  }

  private Optional<String> number(String value) {
    if (column.isInteger()) {
      // Two bytes hold numbers below 2 to the 15th: half of the permutation's bits is seven.
      var half = column.type().equals("int2") ? 7 : 15;
      return Optional.of(
          "pg_temp.mask_integer(" + value + "::bigint, " + half + ")::" + column.type());
    }
    if (column.isNumber()) {
      return Optional.of(
          "round(("
              + value
              + "::numeric * (500 + pg_temp.mask_int("
              + value
              + "::text, 4) % 1001) / 1000), coalesce(scale("
              + value
              + "::numeric), 0))::"
              + column.type());
    }
    return Optional.empty();
  }

  private Optional<String> hash(String value) {
    return switch (column.type()) {
      case "bytea" -> Optional.of("pg_temp.mask_bytes(encode(" + value + ", 'hex'))");
      case "uuid" -> Optional.of("left(pg_temp.mask_hex(" + value + "::text), 32)::uuid");
      case "inet" ->
          Optional.of("('192.0.2.' || pg_temp.mask_int(" + value + "::text, 2) % 256)::inet");
      default ->
          column.isInteger() ? number(value) : column.isJson() ? emptyJson() : Optional.empty();
    };
  }

  private Optional<String> empty() {
    if (column.nature().nullable()) {
      return Optional.of("NULL");
    }
    if (column.isText()) {
      return Optional.of("''");
    }
    if (column.isJson()) {
      return emptyJson();
    }
    if (column.category() == 'A') {
      return Optional.of("'{}'");
    }
    if (column.isInteger() || column.isNumber()) {
      return Optional.of("0");
    }
    return column.type().equals("bytea") ? Optional.of("'\\x'::bytea") : Optional.empty();
  }

  private Optional<String> emptyJson() {
    return Optional.of("'{}'::" + column.type());
  }

  private String cut(String expression) {
    return column.most() == 0 ? expression : "left(" + expression + ", " + column.most() + ")";
  }

  private String castType() {
    return column.type().equals("bpchar") ? "text" : column.type();
  }
}
