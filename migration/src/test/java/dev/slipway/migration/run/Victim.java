package dev.slipway.migration.run;

import dev.slipway.migration.Database;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.source.SqlFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that applies migrations and dies without any warning at the n-th boundary. Arguments:
 * JDBC URL, user, password, folder, n.
 */
final class Victim {
  private Victim() {}

  public static void main(String[] args) throws Exception {
    var boundary = new AtomicInteger(Integer.parseInt(args[4]));
    var set = SqlFiles.in(Path.of(args[3])).read();
    try (var connection = new Database(args[0], args[1], args[2]).connect("victim")) {
      var history = History.of(set.layout(), connection, "");
      var runner =
          new Runner(connection, "", history, LockPatience.standard(), new Death(boundary));
      runner.enter(Duration.ofSeconds(30));
      runner.prepare();
      for (var migration : Status.of(connection, set, history).pending()) {
        runner.apply(migration);
      }
    }
    System.exit(0);
  }

  private record Death(AtomicInteger boundary) implements Watch {
    private void step() {
      if (boundary.decrementAndGet() == 0) {
        Runtime.getRuntime().halt(137);
      }
    }

    @Override
    public void before(Connection connection, Running running) {
      step();
    }

    @Override
    public void after(Connection connection, Running running, Ran ran) {
      step();
    }

    @Override
    public void ended(Connection connection, Migration migration, Block block) {
      step();
    }
  }
}
