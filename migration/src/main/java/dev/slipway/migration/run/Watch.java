package dev.slipway.migration.run;

import dev.slipway.migration.source.Migration;
import dev.slipway.migration.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Sees every statement run: the rehearsal to learn, the application to keep the budget. */
public interface Watch {

  /** A statement that is about to run, or has. */
  record Running(Migration migration, Block block, int index, Statement statement) {}

  /** What the client learned. */
  record Ran(Duration took, long rows) {}

  default void before(Connection connection, Running running) throws SQLException {}

  /** Runs inside the statement's transaction if it has one: its locks are still held. */
  default void after(Connection connection, Running running, Ran ran) throws SQLException {}

  /** The transaction is over and its locks are gone. */
  default void ended(Connection connection, Migration migration, Block block) throws SQLException {}

  /** A lock wasn't to be had in time; the block is tried again. */
  default void retrying(Migration migration, Block block, String why) {}
}
