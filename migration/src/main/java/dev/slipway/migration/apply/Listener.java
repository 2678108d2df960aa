package dev.slipway.migration.apply;

import dev.slipway.migration.source.Migration;
import dev.slipway.migration.sql.Statement;
import java.time.Duration;

/** Is told what happens while it happens. Called from several threads. */
public interface Listener {
  Listener SILENT = new Listener() {};

  /** What ends the statement that runs and lets none follow, called from any thread. */
  default void stoppableBy(Runnable stop) {}

  default void migrationStarts(Migration migration) {}

  default void migrationIsIn(Migration migration) {}

  default void statementIsIn(Migration migration, Statement statement, Duration took) {}

  /** It waits, and who lets it wait. */
  default void blocked(Blocker blocker) {}

  /** An idle session was ended because the policy allows it. */
  default void ended(Blocker blocker) {}

  default void retries(Migration migration, String why) {}

  /** What the server says of a long statement: "building index: 40 %". */
  default void progress(String text) {}
}
