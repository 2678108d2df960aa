package dev.slipway.postgres.cluster;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.PostgresServer;
import dev.slipway.postmaster.Postmaster;
import dev.slipway.postmaster.StopMode;
import dev.slipway.postmaster.Superuser;
import dev.slipway.postmaster.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes, starts, stops, finds and deletes managed clusters. What is true is read from the folder
 * and the process table each time: any call may be repeated after a crash, and finishes what was
 * begun.
 */
public final class Clusters {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final ClusterFiles files;
  private final PostgresBinaries binaries;
  private final Sealer sealer;
  private final InstantSource clock;

  /** Stopped by us and not started again since: they stay down until somebody wants them up. */
  private final Set<ClusterName> down = ConcurrentHashMap.newKeySet();

  /**
   * @param root the folder of all clusters; whoever PostgreSQL runs as must be able to pass into it
   * @param binaries for clusters made from now on; one that exists keeps its own
   */
  public Clusters(Path root, PostgresBinaries binaries, Sealer sealer, InstantSource clock) {
    this.files = new ClusterFiles(root);
    this.binaries = binaries;
    this.sealer = sealer;
    this.clock = clock;
  }

  /** The running cluster as specified; made, started, finished or changed as far as needed. */
  public RunningCluster provision(ClusterSpec spec) {
    down.remove(spec.name());
    var known = files.read(spec.name());
    var cluster = known.isPresent() ? known.get().with(spec) : fresh(spec);
    if (known.isPresent() && !known.get().spec().database().equals(spec.database())) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-5006",
              spec.name()
                  + "/database: the cluster's database is "
                  + known.get().spec().database()
                  + ", not "
                  + spec.database(),
              "a database is not renamed in place: keep its name, or make another cluster")
          .exception();
    }
    // The passwords are written before the data directory that they open is made.
    files.write(cluster);
    var postmaster = postmaster(cluster);
    if (!postmaster.isInitialized()) {
      var role = ClusterRole.ADMIN;
      postmaster.initialize(
          new Superuser(role.login(spec.database()), Passwords.open(cluster, role, sealer)));
    }
    var server = start(cluster, postmaster);
    new Provisioning(new RunningCluster(cluster, server, sealer)).run();
    var ready = cluster.ready(server.port(), clock.instant());
    files.write(ready);
    return new RunningCluster(ready, server, sealer);
  }

  private Cluster fresh(ClusterSpec spec) {
    return new Cluster(
        spec,
        binaries.folder().toString(),
        Passwords.fresh(spec.name(), sealer),
        0,
        clock.instant(),
        null,
        null);
  }

  /** The running cluster, started if it was down; it keeps its port where nobody took it. */
  public RunningCluster start(ClusterName name) {
    down.remove(name);
    var cluster = get(name);
    if (cluster.isUnfinished()) {
      return finish(cluster);
    }
    var server = start(cluster, postmaster(cluster));
    if (server.port() != cluster.wishedPort()) {
      cluster = cluster.ready(server.port(), clock.instant());
      files.write(cluster);
    }
    return new RunningCluster(cluster, server, sealer);
  }

  private RunningCluster finish(Cluster cluster) {
    if (cluster.origin() == null) {
      return provision(cluster.spec());
    }
    throw Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-5011",
            cluster.name()
                + ": its "
                + cluster.origin().how()
                + " of "
                + cluster.origin().source()
                + " was never finished",
            "restore or copy again; what it was made from is untouched")
        .exception();
  }

  /**
   * A cluster whose data directory comes from elsewhere, with passwords of its own from then on. A
   * crash leaves an unfinished one, which is never started again.
   */
  public RunningCluster adopt(Adoption adoption) {
    var open = beginAdoption(adoption);
    return open.finish(open.start(Map.of()));
  }

  /** The same for whoever starts the server himself. */
  public OpenAdoption beginAdoption(Adoption adoption) {
    var name = adoption.spec().name();
    if (files.read(name).isPresent()) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-5012",
              name + ": there is a cluster of this name already",
              "delete it first, or choose another name")
          .exception();
    }
    var cluster = adoption.unfinished(sealer, clock.instant());
    files.write(cluster);
    adoption.fill().into(dataDirectory(name));
    return new OpenAdoption(adoption, cluster, this, sealer, clock);
  }

  private PostgresServer start(Cluster cluster, Postmaster postmaster) {
    return postmaster.start(settings(cluster, postmaster.binaries()), cluster.wishedPort());
  }

  /** Lines of postgresql.conf for this cluster on this machine. */
  public Map<String, String> settings(Cluster cluster, PostgresBinaries postgres) {
    var spec = cluster.spec();
    var settings =
        new TreeMap<>(
            TunedSettings.of(
                spec, headroom(spec.name()), Runtime.getRuntime().availableProcessors()));
    settings.put("shared_preload_libraries", Extensions.preloaded(spec.extensions(), postgres));
    return settings;
  }

  private ByteSize headroom(ClusterName name) {
    try {
      return new ByteSize(Files.getFileStore(files.folder(name)).getUsableSpace());
    } catch (IOException unknown) {
      return new ByteSize(0);
    }
  }

  /** The cluster if it takes connections now, whoever started it. */
  public Optional<RunningCluster> running(ClusterName name) {
    var cluster = get(name);
    return postmaster(cluster).running().map(server -> new RunningCluster(cluster, server, sealer));
  }

  public void stop(ClusterName name) {
    synchronized (down) {
      down.add(name);
    }
    stop(get(name), StopMode.FAST);
  }

  /** Ends it at once, without a checkpoint: for a copy whose next end is to be deleted. */
  public void halt(ClusterName name) {
    synchronized (down) {
      down.add(name);
    }
    stop(get(name), StopMode.IMMEDIATE);
  }

  /** Whether nobody has stopped it. */
  boolean shouldRun(ClusterName name) {
    return !down.contains(name);
  }

  /** Starts it if it fell, unless somebody stopped it meanwhile, or began to replace its data. */
  public Optional<RunningCluster> revive(ClusterName name) {
    synchronized (down) {
      return !shouldRun(name) || get(name).isUnfinished()
          ? Optional.empty()
          : Optional.of(start(name));
    }
  }

  private void stop(Cluster cluster, StopMode mode) {
    if (!postmaster(cluster).stop(mode, STOP_LIMIT)
        && !postmaster(cluster).stop(StopMode.IMMEDIATE, STOP_LIMIT)) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-5007",
              cluster.name() + ": PostgreSQL did not stop within " + STOP_LIMIT.toSeconds() + " s",
              "see " + files.folder(cluster.name()).resolve("data.log"))
          .exception();
    }
  }

  /** Starts every finished cluster that is down; tells which were. */
  public List<ClusterName> revive() {
    return files.all().stream()
        .filter(cluster -> !cluster.isUnfinished())
        .filter(cluster -> postmaster(cluster).running().isEmpty())
        .map(cluster -> start(cluster.name()).name())
        .toList();
  }

  /**
   * Replaces the data of a stopped cluster. Until it is finished the cluster can't be started: what
   * a crash leaves in its folder is neither the old state nor the new.
   */
  public OpenAdoption replaceData(Adoption adoption) {
    var name = adoption.spec().name();
    var unfinished = get(name).unfinished(adoption.origin());
    files.write(unfinished);
    adoption.fill().into(dataDirectory(name));
    return new OpenAdoption(adoption, unfinished, this, sealer, clock);
  }

  /** What is written here is finished, and runs. */
  void write(Cluster cluster) {
    files.write(cluster);
    down.remove(cluster.name());
  }

  public List<Cluster> all() {
    return files.all();
  }

  public Optional<Cluster> find(ClusterName name) {
    return files.read(name);
  }

  public Cluster get(ClusterName name) {
    return find(name).orElseThrow(() -> notFound(name));
  }

  private RuntimeException notFound(ClusterName name) {
    var names = all().stream().map(cluster -> cluster.name().toString()).toList();
    var near = Suggestion.nearest(name.toString(), names);
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-5008",
            name + ": there is no such cluster",
            near.map(word -> "did you mean " + word + "?")
                .orElse("those there are: slipway db status"))
        .exception();
  }

  /**
   * Stops the cluster and deletes its folder. Its backups are the repository's and stay.
   *
   * @param typed the name once more, as the person typed it
   */
  public void delete(ClusterName name, String typed) {
    var cluster = get(name);
    if (!typed.equals(name.toString())) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-5009",
              name + ": not deleted, because \"" + typed + "\" is not its name",
              "type the whole name: " + name)
          .exception();
    }
    stop(cluster, StopMode.FAST);
    try {
      // The file goes last: until then the name leads back here and deletion can be repeated.
      Trees.delete(dataDirectory(name));
      Trees.delete(files.folder(name));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-5010",
              files.folder(name) + ": can't be deleted: " + e.getMessage(),
              "repeat it; what is left is only in this folder")
          .exception(e);
    }
  }

  public Path folder(ClusterName name) {
    return files.folder(name);
  }

  public Path dataDirectory(ClusterName name) {
    return Cluster.dataDirectory(files.folder(name));
  }

  /** The server of a cluster, for whoever replaces its data directory. */
  public Postmaster postmaster(Cluster cluster) {
    return new Postmaster(
        PostgresBinaries.installed(Path.of(cluster.binaries())), dataDirectory(cluster.name()));
  }
}
