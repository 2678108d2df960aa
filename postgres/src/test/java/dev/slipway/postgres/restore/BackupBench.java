package dev.slipway.postgres.restore;

import dev.slipway.kit.ByteSize;
import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.testing.PgBackRest;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.TestingRepository;
import dev.slipway.postgres.testing.XfsMount;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Backup, restore and branch beside pgBackRest: see bench/backup --help. */
final class BackupBench {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int PROCESSES = 2;
  private static final BackupRequest REQUEST =
      new BackupRequest(PROCESSES, Optional.empty(), false);

  private final Map<String, List<Double>> seconds = new TreeMap<>();
  private final Map<String, Double> figures = new TreeMap<>();
  private final TestingClusters testing;
  private final RunningCluster source;
  private final int scale;

  private BackupBench(TestingClusters testing, int scale) throws Exception {
    this.testing = testing;
    this.scale = scale;
    this.source = PgBackRest.reachableBySocket(testing, testing.provision("production"));
    fill(source, scale);
  }

  public static void main(String[] arguments) throws Exception {
    var options = List.of(arguments);
    var quick = options.contains("--quick");
    var scale = Integer.parseInt(option(options, "--scale", quick ? "20" : "340"));
    var rounds = Integer.parseInt(option(options, "--rounds", quick ? "1" : "3"));
    var fifteen = PostgresBinaries.installed(Path.of("/usr/lib/postgresql/15"));
    try (var testing = TestingClusters.of(fifteen)) {
      var bench = new BackupBench(testing, scale);
      for (var round = 0; round < rounds; round++) {
        bench.round(round);
      }
      bench.throughput(quick ? 5 : 30);
      bench.branchByCopy();
      bench.branchByReflink();
      bench.report(option(options, "--json", ""));
    }
    System.exit(0);
  }

  private static String option(List<String> options, String name, String otherwise) {
    var at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private static void fill(RunningCluster cluster, int scale) throws Exception {
    PgBackRest.pgbench(cluster, "-i", "-q", "-s", Integer.toString(scale));
    TestingClusters.execute(cluster.admin(), "CHECKPOINT");
  }

  private void round(int number) throws Exception {
    var ours = TestingRepository.in(testing, "repository-" + number);
    var theirs = new PgBackRest(testing.folder("pgbackrest-" + number), source, PROCESSES);
    var backups = new Backups(source, ours, CLOCK);
    var first = time("full.ours", () -> backups.take(REQUEST));
    time("full.theirs", () -> theirs.backup("full"));
    TestingClusters.execute(
        source.admin(),
        "UPDATE pgbench_accounts SET abalance = abalance + 1 WHERE aid <= " + scale * 5_000,
        "CHECKPOINT");
    var second = time("second.ours", () -> backups.take(REQUEST));
    time("second.theirs", () -> theirs.backup("incr"));
    var here = testing.folder("restored-ours-" + number);
    var there = testing.folder("restored-theirs-" + number);
    time("restore.ours", () -> restore(ours, second.id(), here));
    time("restore.theirs", () -> theirs.restore(there, "latest", false));
    time("delta.ours", () -> restore(ours, first.id(), here));
    time("delta.theirs", () -> theirs.restore(there, "first", true));
    figures.put(
        "repository.size_vs_pgbackrest",
        (double) size(testing.folder("repository-" + number)) / size(theirs.repository()));
    figures.put("cluster.megabytes", first.cost().logical() / 1e6);
    for (var folder :
        List.of(here, there, testing.folder("repository-" + number), theirs.repository())) {
      Trees.delete(folder);
    }
  }

  private static Object restore(Repository repository, String id, Path folder) throws Exception {
    var choice = Choice.of(repository, new Target.AtBackup(id));
    new Recovery(repository, choice, PROCESSES).writeData(folder, Durability.KEPT, bytes -> {});
    return folder;
  }

  private <T> T time(String name, Callable<T> work) throws Exception {
    var began = System.nanoTime();
    var result = work.call();
    var took = (System.nanoTime() - began) / 1e9;
    seconds.computeIfAbsent(name, key -> new ArrayList<>()).add(took);
    System.err.printf(Locale.ROOT, "  %-16s %6.2f s%n", name, took);
    return result;
  }

  /** What is left to the source while it is backed up without a limit of the rate. */
  private void throughput(int forSeconds) throws Exception {
    var alone = PgBackRest.transactionsPerSecond(source, forSeconds);
    var repository = TestingRepository.in(testing, "repository-load");
    var backing =
        Thread.ofPlatform()
            .start(
                () -> {
                  var request = new BackupRequest(1, Optional.of(ByteSize.ofMebibytes(48)), true);
                  new Backups(source, repository, CLOCK).take(request);
                });
    var during = PgBackRest.transactionsPerSecond(source, forSeconds);
    figures.put("source.backup_went_on", backing.isAlive() ? 1.0 : 0.0);
    backing.join();
    figures.put("source.throughput_kept", during / alone);
  }

  private void branchByCopy() throws Exception {
    var branches = new Branches(testing.clusters(), testing.again("branches"), CLOCK);
    try (var branch = branches.create(source.name())) {
      figures.put("branch.copy_seconds", branch.took().toMillis() / 1000.0);
    }
  }

  private void branchByReflink() throws Exception {
    var mount =
        XfsMount.open(testing.folder("xfs"), new ByteSize(scale * (64L << 20) + (4L << 30)));
    if (mount.isEmpty()) {
      System.err.println("  no XFS can be mounted here: branch.reflink_seconds is left out");
      return;
    }
    try (var xfs = mount.get();
        var there = TestingClusters.in(xfs.folder(), testing.binaries())) {
      var cluster = there.provision("production");
      fill(cluster, scale);
      var branches = new Branches(there.clusters(), there.again("branches"), CLOCK);
      branches.create(cluster.name()).close();
      try (var branch = branches.create(cluster.name())) {
        figures.put("branch.reflink_seconds", branch.took().toMillis() / 1000.0);
      }
    }
  }

  private void report(String json) throws Exception {
    seconds.forEach((name, took) -> figures.put(name + "_seconds", median(took)));
    for (var name : List.of("full", "restore", "delta", "second")) {
      figures.put(
          name + ".speed_vs_pgbackrest",
          median(seconds.get(name + ".theirs")) / median(seconds.get(name + ".ours")));
    }
    figures.put(
        "second.speed_vs_full",
        median(seconds.get("full.ours")) / median(seconds.get("second.ours")));
    figures.forEach((name, value) -> System.out.printf(Locale.ROOT, "%-34s %9.3f%n", name, value));
    if (!json.isEmpty()) {
      var lines = new ArrayList<String>();
      figures.forEach(
          (name, value) -> lines.add(String.format(Locale.ROOT, "  \"%s\": %.4f", name, value)));
      Files.writeString(Path.of(json), "{\n" + String.join(",\n", lines) + "\n}\n");
    }
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static long size(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
