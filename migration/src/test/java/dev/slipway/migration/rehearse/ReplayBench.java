package dev.slipway.migration.rehearse;

import static dev.slipway.migration.TestingMigrations.database;

import dev.slipway.migration.Rows;
import dev.slipway.migration.rehearse.Observation.RewriteKind;
import dev.slipway.migration.source.SqlFiles;
import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replays a real history twice, each migration by itself: rehearsed, and on another database whole
 * files under event triggers that know nothing of the rehearsal. Both must have seen the same
 * rewrites and drops. Argument: the folder.
 */
final class ReplayBench {
  private static final String ORACLE =
      """
      CREATE SCHEMA oracle;
      CREATE TABLE oracle.seen (migration text, what text);
      CREATE TABLE oracle.there (oid oid, name text);
      CREATE FUNCTION oracle.rewritten() RETURNS event_trigger LANGUAGE plpgsql AS $f$
      BEGIN
        INSERT INTO oracle.seen SELECT current_setting('oracle.migration'), 'rewrite ' || name
        FROM oracle.there WHERE oid = pg_event_trigger_table_rewrite_oid();
      END $f$;
      CREATE FUNCTION oracle.dropped() RETURNS event_trigger LANGUAGE plpgsql AS $f$
      BEGIN
        INSERT INTO oracle.seen
        SELECT current_setting('oracle.migration'), 'drop ' || object_type || ' ' || object_identity
        FROM pg_event_trigger_dropped_objects()
        WHERE (original OR normal) AND object_type IN ('table', 'table column', 'type', 'index');
      END $f$;
      CREATE EVENT TRIGGER oracle_rewritten ON table_rewrite EXECUTE FUNCTION oracle.rewritten();
      CREATE EVENT TRIGGER oracle_dropped ON sql_drop EXECUTE FUNCTION oracle.dropped();
      """;

  private ReplayBench() {}

  public static void main(String[] arguments) throws Exception {
    var set = SqlFiles.in(Path.of(arguments[0])).read();
    try (var rehearsed = TestingPostgres.freshDatabase();
        var whole = TestingPostgres.freshDatabase()) {
      var begun = System.nanoTime();
      var rehearsal = Rehearsal.on(database(rehearsed), set, "", Rehearsal.Existing.BEFORE_EACH);
      var took = (System.nanoTime() - begun) / 1_000_000;
      var seen = seen(rehearsal);
      var told = oracle(whole, set.migrations());
      System.out.println(
          set.migrations().size()
              + " migrations, "
              + rehearsal.observations().size()
              + " statements, rehearsed in "
              + took
              + " ms, failure: "
              + rehearsal.failure().map(problem -> problem.text()).orElse("none"));
      System.out.println(
          "rewrites: "
              + count(seen, "rewrite")
              + " seen, "
              + count(told, "rewrite")
              + " told by the server");
      System.out.println(
          "drops:    "
              + count(seen, "drop")
              + " seen, "
              + count(told, "drop")
              + " told by the server");
      var missed = new TreeSet<>(told);
      missed.removeAll(seen);
      var invented = new TreeSet<>(seen);
      invented.removeAll(told);
      System.out.println("missed:   " + missed);
      System.out.println("invented: " + invented);
      System.exit(missed.isEmpty() && invented.isEmpty() && rehearsal.failure().isEmpty() ? 0 : 1);
    }
  }

  private static long count(Set<String> all, String what) {
    return all.stream().filter(one -> one.contains(" " + what + " ")).count();
  }

  private static Set<String> seen(Rehearsal rehearsal) {
    var seen = new TreeSet<String>();
    for (var observed : rehearsal.observations()) {
      var migration = observed.place().migration() + " ";
      for (var rewrite : observed.effects().rewrites()) {
        if (rewrite.kind() == RewriteKind.REWRITTEN) {
          seen.add(migration + "rewrite " + rewrite.relation());
        }
      }
      for (var drop : observed.effects().drops()) {
        if (Set.of("table", "table column", "type", "index").contains(drop.kind())) {
          seen.add(migration + "drop " + drop.kind() + " " + drop.name());
        }
      }
    }
    return seen;
  }

  private static Set<String> oracle(
      TestDatabase database, Iterable<dev.slipway.migration.source.Migration> migrations)
      throws SQLException {
    try (var connection = database.connect()) {
      Rows.execute(connection, ORACLE);
      for (var migration : migrations) {
        run(connection, migration);
      }
      return new TreeSet<>(
          Rows.list(
              connection,
              "SELECT migration || ' ' || what FROM oracle.seen",
              row -> row.getString(1)));
    }
  }

  private static void run(Connection connection, dev.slipway.migration.source.Migration migration)
      throws SQLException {
    Rows.text(connection, "SELECT set_config('oracle.migration', ?, false)", migration.id());
    Rows.execute(
        connection,
        "TRUNCATE oracle.there; INSERT INTO oracle.there"
            + " SELECT c.oid, format('%I.%I', n.nspname, c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid >= 16384");
    Rows.execute(connection, migration.content());
  }
}
