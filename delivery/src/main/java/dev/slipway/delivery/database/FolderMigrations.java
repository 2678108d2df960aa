package dev.slipway.delivery.database;

import dev.slipway.manifest.model.Migrations;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.migration.Database;
import dev.slipway.migration.apply.Application;
import dev.slipway.migration.apply.Listener;
import dev.slipway.migration.apply.Outcome;
import dev.slipway.migration.apply.Policy;
import dev.slipway.migration.history.Applied;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.plan.Basis;
import dev.slipway.migration.plan.Budget;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.plan.Thresholds;
import dev.slipway.migration.rehearse.Rehearsal;
import dev.slipway.migration.run.LockPatience;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.source.MigrationSet;
import dev.slipway.migration.source.SqlFiles;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.RunningCluster;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The SQL files of a database: which are pending, what they will do, and applying them. */
public final class FolderMigrations {
  /** The whole database, as {@code slipway migrate} has it too. */
  private static final String SCOPE = "";

  private final MigrationSet set;
  private final Migrations settings;

  private FolderMigrations(MigrationSet set, Migrations settings) {
    this.set = set;
    this.settings = settings;
  }

  /** The migrations of a database, if they are a folder of SQL files. */
  public static Optional<FolderMigrations> of(
      ResolvedEnvironment environment, String database, Path folder) {
    return Optional.ofNullable(environment.databases().get(database))
        .flatMap(found -> found.migrations())
        .flatMap(
            settings ->
                settings
                    .folder()
                    .map(sub -> SqlFiles.in(folder.resolve(sub)).read())
                    .map(set -> new FolderMigrations(set, settings)));
  }

  /** The cluster's database with the rights of a migration. */
  public static Database database(RunningCluster cluster) {
    var login = cluster.login(ClusterRole.MIGRATION);
    return new Database(login.jdbcUrl(), login.user(), login.password());
  }

  public List<Migration> all() {
    return set.migrations();
  }

  /** The folder as slipway.yaml writes it. */
  String name() {
    return settings.folder().orElseThrow();
  }

  /** How the folder and the database stand to each other. */
  public Status status(Database database) throws SQLException {
    try (var connection = database.connect("slipway migrate status")) {
      return Status.of(connection, set, History.of(set.layout(), connection, SCOPE));
    }
  }

  public List<Migration> pending(Database database) throws SQLException {
    return status(database).pending();
  }

  /** What was applied to the database and this folder knows nothing of: a later release's. */
  public List<String> appliedBeyond(Database database) throws SQLException {
    return status(database).missing().stream().map(Applied::id).toList();
  }

  /**
   * Applies what is pending to a copy and says what it would do to the original.
   *
   * @param basis what the copy is, for people
   */
  public Plan rehearse(RunningCluster copy, String basis) {
    var login = copy.admin().to(copy.login(ClusterRole.MIGRATION).database());
    var watcher = new Database(login.jdbcUrl(), login.user(), login.password());
    var seen = Rehearsal.on(database(copy), watcher, set, SCOPE, Rehearsal.Existing.BEFORE_ALL);
    return Plan.of(seen, Basis.whole(basis), Thresholds.standard(), budget());
  }

  /** Applies the plan, or the rest of it; a kill loses nothing and repeats nothing. */
  public Outcome apply(Database database, Plan plan, Listener listener) {
    return new Application(database, set, SCOPE, policy(), listener).apply(plan);
  }

  /** Traffic never stands longer behind a waiting statement than the manifest lets it. */
  private Budget budget() {
    var usual = Budget.standard();
    return new Budget(
        least(usual.queue(), settings.lockTimeout()),
        usual.factor(),
        usual.floor(),
        usual.rowFactor());
  }

  private Policy policy() {
    var usual = Policy.standard();
    var patience = usual.patience();
    return new Policy(
        new LockPatience(
            least(patience.queue(), settings.lockTimeout()),
            patience.firstPause(),
            patience.longestPause(),
            least(patience.giveUp(), settings.budget())),
        usual.waitForOthers(),
        usual.endIdle());
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
