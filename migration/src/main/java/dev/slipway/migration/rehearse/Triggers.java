package dev.slipway.migration.rehearse;

import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Event triggers on the copy that tell of drops and rewrites, also inside functions and DO blocks.
 * They speak through a setting of the session, so they write nothing.
 */
final class Triggers {
  static final String SETTING = "slipway.seen";

  private Triggers() {}

  /** False when this role may not make event triggers. */
  static boolean install(Connection connection) throws SQLException {
    if (!Rows.holds(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return false;
    }
    Rows.execute(
        connection,
        """
        CREATE SCHEMA IF NOT EXISTS slipway_watch;
        CREATE OR REPLACE FUNCTION slipway_watch.dropped() RETURNS event_trigger
        LANGUAGE plpgsql SET search_path = pg_catalog AS $f$
        BEGIN
          PERFORM set_config('slipway.seen', coalesce(current_setting('slipway.seen', true), '')
            || coalesce((SELECT string_agg('drop' || E'\\t' || object_type || E'\\t'
                 || object_identity || E'\\n', '')
               FROM pg_event_trigger_dropped_objects()
               WHERE (original OR normal) AND NOT is_temporary), ''), false);
        END $f$;
        CREATE OR REPLACE FUNCTION slipway_watch.rewritten() RETURNS event_trigger
        LANGUAGE plpgsql SET search_path = pg_catalog AS $f$
        BEGIN
          PERFORM set_config('slipway.seen', coalesce(current_setting('slipway.seen', true), '')
            || 'rewrite' || E'\\t' || pg_event_trigger_table_rewrite_oid() || E'\\t'
            || pg_event_trigger_table_rewrite_reason() || E'\\n', false);
        END $f$;
        DROP EVENT TRIGGER IF EXISTS slipway_watch_dropped;
        CREATE EVENT TRIGGER slipway_watch_dropped ON sql_drop
          EXECUTE FUNCTION slipway_watch.dropped();
        DROP EVENT TRIGGER IF EXISTS slipway_watch_rewritten;
        CREATE EVENT TRIGGER slipway_watch_rewritten ON table_rewrite
          EXECUTE FUNCTION slipway_watch.rewritten();
        """);
    return true;
  }

  static void remove(Connection connection) throws SQLException {
    Rows.execute(
        connection,
        """
        DROP EVENT TRIGGER IF EXISTS slipway_watch_dropped;
        DROP EVENT TRIGGER IF EXISTS slipway_watch_rewritten;
        DROP SCHEMA IF EXISTS slipway_watch CASCADE;
        """);
  }
}
