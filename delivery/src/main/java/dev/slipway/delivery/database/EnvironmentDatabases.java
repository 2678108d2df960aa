package dev.slipway.delivery.database;

import dev.slipway.delivery.instances.References;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.model.DataSourceKind;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.ClusterSpec;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.RunningCluster;
import java.util.EnumMap;
import java.util.Optional;

/**
 * Which cluster holds which database of an environment: one each, named after application and
 * environment, and after the database where there are several.
 */
public final class EnvironmentDatabases {
  private final Clusters clusters;
  private final DataFeed feed;

  public EnvironmentDatabases(Clusters clusters, DataFeed feed) {
    this.clusters = clusters;
    this.feed = feed;
  }

  /** The cluster of its own, or of the environment whose database it shares. */
  public static ClusterName cluster(ResolvedEnvironment environment, String database) {
    var source = get(environment, database).source();
    var whose =
        source.kind() == DataSourceKind.SHARED ? source.from().orElseThrow() : environment.name();
    return cluster(environment, database, whose);
  }

  static ClusterName cluster(ResolvedEnvironment environment, String database, String whose) {
    var first = environment.databases().keySet().iterator().next();
    return new ClusterName(
        environment.app(), first.equals(database) ? whose : whose + "-" + database);
  }

  /** Fills a database that isn't there with another environment's rows, where it is to be so. */
  public Optional<DataFeed.Fed> feed(ResolvedEnvironment environment, String name) {
    return feed.feed(environment, name);
  }

  /** Where a database that isn't there will have its rows from; empty when it will be empty. */
  public Optional<ClusterName> comingFrom(ResolvedEnvironment environment, String name) {
    return DataFeed.source(environment, name).filter(feed::isThere);
  }

  /** The database's running cluster; made or started if need be. */
  public RunningCluster ensure(ResolvedEnvironment environment, String name) {
    var database = get(environment, name);
    if (database.external()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7614",
              "databases." + name + " is external: it is not ours to make",
              "set its URL with slipway env set")
          .exception();
    }
    var cluster = cluster(environment, name);
    var running = running(environment, name);
    if (running.isPresent()) {
      return running.get();
    }
    var spec = ClusterSpec.of(cluster);
    var schemas = database.schemas().stream().filter(schema -> !schema.equals("public")).toList();
    return clusters.provision(
        new ClusterSpec(
            cluster,
            database.name().orElse(spec.database()),
            database.extensions(),
            schemas,
            spec.memory(),
            spec.connections()));
  }

  /** Whether the database exists already, running or not. */
  public boolean exists(ResolvedEnvironment environment, String name) {
    return clusters.find(cluster(environment, name)).isPresent();
  }

  public Optional<RunningCluster> running(ResolvedEnvironment environment, String name) {
    var cluster = cluster(environment, name);
    return clusters.find(cluster).isPresent() ? clusters.running(cluster) : Optional.empty();
  }

  /**
   * How an instance reaches the database, for the references in its variables. One that fell a
   * moment ago is started: what is undone just then needs its address, too.
   */
  public Optional<References.Databases> reach(ResolvedEnvironment environment, String name) {
    if (!environment.databases().containsKey(name)) {
      return Optional.empty();
    }
    return running(environment, name)
        .or(() -> exists(environment, name) ? revived(environment, name) : Optional.empty())
        .map(
            cluster -> {
              var logins = new EnumMap<ClusterRole, Login>(ClusterRole.class);
              logins.put(ClusterRole.READWRITE, cluster.login(ClusterRole.READWRITE));
              logins.put(ClusterRole.READONLY, cluster.login(ClusterRole.READONLY));
              return new References.Databases(cluster.name(), logins);
            });
  }

  private Optional<RunningCluster> revived(ResolvedEnvironment environment, String name) {
    return clusters.revive(cluster(environment, name));
  }

  private static Database get(ResolvedEnvironment environment, String name) {
    var database = environment.databases().get(name);
    if (database == null) {
      throw new IllegalArgumentException(name + " is no database of " + environment.name());
    }
    return database;
  }
}
