package dev.slipway.migration.sql;

import java.util.List;
import java.util.Set;

/** Tells from a statement's first words how it has to be run. */
final class Classifier {
  private static final Set<String> DATA =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "WITH",
          "COPY",
          "VALUES",
          "TABLE",
          "EXPLAIN",
          "SHOW",
          "EXECUTE",
          "PREPARE",
          "DEALLOCATE",
          "DECLARE",
          "FETCH",
          "MOVE",
          "CLOSE",
          "NOTIFY",
          "LISTEN",
          "UNLISTEN",
          "ANALYZE",
          "ANALYSE");

  private final List<String> words;

  /** The words outside quotes and parentheses, in upper case. */
  Classifier(List<String> words) {
    this.words = words;
  }

  StatementKind kind() {
    return switch (word(0)) {
      case "BEGIN" -> StatementKind.BEGIN;
      case "START" -> StatementKind.BEGIN;
      case "COMMIT", "END" -> StatementKind.COMMIT;
      case "ROLLBACK", "ABORT" -> has("TO") ? StatementKind.SAVEPOINT : StatementKind.ROLLBACK;
      case "SAVEPOINT", "RELEASE" -> StatementKind.SAVEPOINT;
      case "SET", "RESET", "DISCARD", "LOAD" -> StatementKind.SETTING;
      case "DO", "CALL" -> StatementKind.BLOCK;
      case "VACUUM" -> StatementKind.UPKEEP;
      default -> definitionOrData();
    };
  }

  private StatementKind definitionOrData() {
    // As pg_dump writes it at the top of its files.
    if (word(0).equals("SELECT") && has("SET_CONFIG")) {
      return StatementKind.SETTING;
    }
    if (DATA.contains(word(0))) {
      return StatementKind.DATA;
    }
    if (refusesTransaction()) {
      return has("CONCURRENTLY") ? StatementKind.ONLINE : StatementKind.UPKEEP;
    }
    return word(0).equals("ALTER") && has("VALIDATE")
        ? StatementKind.VALIDATION
        : StatementKind.DEFINITION;
  }

  boolean refusesTransaction() {
    return switch (word(0)) {
      case "VACUUM" -> true;
      case "CREATE" ->
          (has("INDEX") && has("CONCURRENTLY"))
              || isAt(1, "DATABASE")
              || isAt(1, "TABLESPACE")
              || isAt(1, "SUBSCRIPTION");
      case "DROP" ->
          (isAt(1, "INDEX") && has("CONCURRENTLY"))
              || isAt(1, "DATABASE")
              || isAt(1, "TABLESPACE")
              || isAt(1, "SUBSCRIPTION");
      case "ALTER" ->
          isAt(1, "SYSTEM")
              || (isAt(1, "DATABASE") && has("TABLESPACE"))
              || (isAt(1, "TABLE") && has("DETACH") && has("CONCURRENTLY"));
      case "REINDEX" -> has("CONCURRENTLY") || has("DATABASE") || has("SYSTEM") || has("SCHEMA");
      case "CLUSTER" -> words.size() == 1 || (words.size() == 2 && isAt(1, "VERBOSE"));
      default -> false;
    };
  }

  boolean copiesFromClient() {
    var from = words.indexOf("FROM");
    return word(0).equals("COPY") && from > 0 && isAt(from + 1, "STDIN");
  }

  /** A routine whose body stands between BEGIN ATOMIC and END, with semicolons of its own. */
  boolean definesRoutine() {
    return word(0).equals("CREATE") && (has("FUNCTION") || has("PROCEDURE"));
  }

  private boolean isAt(int index, String word) {
    return word(index).equals(word);
  }

  private boolean has(String word) {
    return words.contains(word);
  }

  private String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }
}
