package dev.slipway.migration.run;

import dev.slipway.kit.Problem;
import dev.slipway.migration.Rows;
import dev.slipway.migration.history.History;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.sql.Statement;
import dev.slipway.migration.sql.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs migrations one after another and writes each into its history. Killed at any instruction,
 * the next run goes on exactly where this one was: a migration of one transaction is in or out, and
 * one of several blocks has its {@link Progress}.
 */
public final class Runner {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DEADLOCK = "40P01";
  private static final String SERIALIZATION = "40001";

  private final Session session;
  private final Connection connection;
  private final History history;
  private final Progress progress;
  private final LockPatience patience;
  private final Watch watch;
  private final OneAtATime oneAtATime;
  private final Brake brake;

  public Runner(
      Connection connection, String scope, History history, LockPatience patience, Watch watch) {
    this.connection = connection;
    this.session = new Session(connection, scope);
    this.history = history;
    this.progress = new Progress(scope);
    this.patience = patience;
    this.watch = watch;
    this.oneAtATime = new OneAtATime(connection, scope);
    this.brake = new Brake(connection);
  }

  /** Stops from any thread what runs here. */
  public Brake brake() {
    return brake;
  }

  /** Nobody else applies migrations until {@link #leave}, or until this session ends. */
  public void enter(Duration wait) throws SQLException {
    oneAtATime.enter(wait);
    session.enterScope();
  }

  public void leave() throws SQLException {
    oneAtATime.leave();
  }

  /** Makes the tables that say what is in, if they aren't there. */
  public void prepare() throws SQLException {
    if (!history.exists(connection)) {
      history.create(connection);
    }
    if (!Progress.exists(connection)) {
      Progress.create(connection);
    }
  }

  /** Applies one migration, or the rest of one. */
  public void apply(Migration migration) throws SQLException {
    var statements = migration.statements();
    var blocks = Block.of(migration, statements);
    var sets =
        statements.stream()
            .anyMatch(
                one -> one.kind() == StatementKind.SETTING || one.kind() == StatementKind.BLOCK);
    var begun = System.nanoTime();
    if (blocks.isEmpty()) {
      history.finished(connection, migration, Duration.ZERO);
    } else if (blocks.size() == 1 && blocks.getFirst().mode() == Block.Mode.TRANSACTION) {
      transaction(migration, blocks.getFirst(), () -> write(sets, () -> finish(migration, begun)));
    } else {
      severalBlocks(migration, blocks, begun);
    }
    if (sets) {
      session.reset();
    }
  }

  private void finish(Migration migration, long begun) throws SQLException {
    history.finished(connection, migration, Duration.ofNanos(System.nanoTime() - begun));
  }

  private void write(boolean sets, Work work) throws SQLException {
    if (sets) {
      Rows.execute(connection, "RESET ROLE");
    }
    work.run();
  }

  private void severalBlocks(Migration migration, List<Block> blocks, long begun)
      throws SQLException {
    var lines = progress.read(connection, migration.id());
    if (lines.isEmpty()) {
      inTransaction(() -> history.started(connection, migration));
    }
    for (var block : blocks) {
      var text = String.join(";\n", block.statements().stream().map(Statement::text).toList());
      var done = new Progress.Line(block.number(), text, true);
      var line = lines.stream().filter(one -> one.block() == block.number()).findFirst();
      line.filter(one -> !one.text().equals(text)).ifPresent(one -> throwEdited(migration, one));
      if (line.isPresent() && line.get().done()) {
        repeatSettings(block);
        continue;
      }
      switch (block.mode()) {
        case TRANSACTION ->
            transaction(
                migration,
                block,
                () -> write(true, () -> progress.write(connection, migration.id(), done)));
        case ALONE -> alone(migration, block, line.isPresent(), done);
        case BATCHES -> {
          batches(migration, block);
          progress.write(connection, migration.id(), done);
        }
      }
    }
    Rows.execute(connection, "RESET ROLE");
    inTransaction(
        () -> {
          finish(migration, begun);
          progress.clear(connection, migration.id());
        });
  }

  private static void throwEdited(Migration migration, Progress.Line line) {
    throw Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-6022",
            migration.file()
                + ": its first "
                + (line.block() + 1)
                + " parts were applied and their text has changed since",
            "bring the old text back and apply, then write the change as a new migration")
        .exception();
  }

  /** A setting lives in its session; the session that made it is gone. */
  private void repeatSettings(Block block) throws SQLException {
    for (var statement : block.statements()) {
      if (statement.kind() == StatementKind.SETTING) {
        session.run(statement);
      }
    }
  }

  private void alone(Migration migration, Block block, boolean wasBegun, Progress.Line done)
      throws SQLException {
    var statement = block.statements().getFirst();
    var where = migration.file() + ":" + statement.line();
    if (!wasBegun || !Unfinished.isIn(connection, where, statement)) {
      progress.write(
          connection, migration.id(), new Progress.Line(done.block(), done.text(), false));
      try {
        run(new Watch.Running(migration, block, 0, statement));
      } catch (SQLException e) {
        Unfinished.clearRuin(connection, statement);
        throw StatementProblem.of(migration, statement, e);
      }
      watch.ended(connection, migration, block);
    }
    progress.write(connection, migration.id(), done);
  }

  private void batches(Migration migration, Block block) throws SQLException {
    var statement = block.statements().getFirst();
    if (!statement.text().toUpperCase(java.util.Locale.ROOT).contains("LIMIT")) {
      throw StatementProblem.notABatch(migration, statement);
    }
    long changed;
    do {
      var rows = new long[1];
      transaction(migration, block, rows, () -> {});
      changed = rows[0];
    } while (changed > 0);
  }

  private void transaction(Migration migration, Block block, Work last) throws SQLException {
    transaction(migration, block, new long[1], last);
  }

  /** Tries a block until it has its locks; every try gives back all locks before it waits. */
  private void transaction(Migration migration, Block block, long[] rows, Work last)
      throws SQLException {
    var giveUp = System.nanoTime() + patience.giveUp().toNanos();
    for (var tries = 0; ; tries++) {
      var current = block.statements().getFirst();
      try {
        connection.setAutoCommit(false);
        for (var i = 0; i < block.statements().size(); i++) {
          current = block.statements().get(i);
          rows[0] = run(new Watch.Running(migration, block, i, current));
        }
        last.run();
        connection.commit();
        connection.setAutoCommit(true);
        watch.ended(connection, migration, block);
        return;
      } catch (SQLException e) {
        rollBack(e);
        if (!isWorthAnotherTry(e) || System.nanoTime() > giveUp) {
          throw StatementProblem.of(migration, current, e);
        }
        watch.retrying(migration, block, String.valueOf(e.getMessage()));
        LockSupport.parkNanos(patience.pause(tries).toNanos());
      } catch (RuntimeException e) {
        rollBack(e);
        throw e;
      }
    }
  }

  private static boolean isWorthAnotherTry(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.equals(LOCK_NOT_AVAILABLE)
        || state.equals(DEADLOCK)
        || state.equals(SERIALIZATION);
  }

  private void rollBack(Exception why) {
    session.forgetTimeout();
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private long run(Watch.Running running) throws SQLException {
    if (running.statement().kind() == StatementKind.ROLLBACK) {
      throw StatementProblem.rollsBack(running.migration(), running.statement());
    }
    session.waitFor(running.statement(), patience.queue());
    watch.before(connection, running);
    var begun = System.nanoTime();
    brake.statementStarts();
    long rows;
    try {
      rows = session.run(running.statement());
    } finally {
      brake.statementEnded();
    }
    watch.after(
        connection, running, new Watch.Ran(Duration.ofNanos(System.nanoTime() - begun), rows));
    return rows;
  }

  private void inTransaction(Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Something that asks the database. */
  private interface Work {
    void run() throws SQLException;
  }
}
