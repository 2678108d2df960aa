package dev.slipway.postgres.testing;

import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.physical.Ownership;
import dev.slipway.postmaster.Postmaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** pgBackRest on one cluster and repository, as its own manual has it set up. */
public final class PgBackRest {
  private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");
  private static final Pattern LABEL = Pattern.compile("new backup label = (\\S+)");

  private final Path folder;
  private final RunningCluster cluster;
  private final int processes;
  private String first = "";

  public PgBackRest(Path folder, RunningCluster cluster, int processes) throws Exception {
    this.folder = folder;
    this.cluster = cluster;
    this.processes = processes;
    var ownership = new Ownership();
    for (var name : List.of("", "repo", "log", "lock", "spool")) {
      ownership.makeFolder(folder.resolve(name));
    }
    run("stanza-create", List.of("--pg1-path=" + cluster.dataDirectory()));
  }

  /** pgBackRest takes a socket and nothing else; the cluster gets one beside its folder. */
  public static RunningCluster reachableBySocket(TestingClusters testing, RunningCluster cluster)
      throws Exception {
    var sockets = testing.folder("sockets");
    new Ownership().makeFolder(sockets);
    TestingClusters.execute(
        cluster.admin(), "ALTER SYSTEM SET unix_socket_directories = '" + sockets + "'");
    testing.clusters().stop(cluster.name());
    return testing.clusters().start(cluster.name());
  }

  public Path repository() {
    return folder;
  }

  public String backup(String type) throws Exception {
    var output =
        run(
            "backup",
            List.of(
                "--pg1-path=" + cluster.dataDirectory(),
                "--type=" + type,
                "--start-fast",
                "--no-archive-check"));
    var match = LABEL.matcher(output);
    if (!match.find()) {
      throw new IOException(output);
    }
    first = first.isEmpty() ? match.group(1) : first;
    return match.group(1);
  }

  public Path restore(Path to, String set, boolean delta) throws Exception {
    new Ownership().makeFolder(to);
    var options = new ArrayList<>(List.of("--pg1-path=" + to, "--type=immediate"));
    if (set.equals("first")) {
      options.add("--set=" + first);
    }
    if (delta) {
      options.add("--delta");
    }
    run("restore", options);
    return to;
  }

  private String run(String verb, List<String> more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                "pgbackrest",
                "--config=/dev/null",
                "--stanza=bench",
                "--repo1-path=" + folder.resolve("repo"),
                "--repo1-cipher-type=aes-256-cbc",
                "--log-path=" + folder.resolve("log"),
                "--lock-path=" + folder.resolve("lock"),
                "--log-level-console=info",
                "--log-level-file=off"));
    if (!verb.equals("restore")) {
      command.add("--pg1-user=" + cluster.admin().user());
      command.add("--pg1-port=" + cluster.port());
      command.add(
          "--pg1-socket-path=" + cluster.dataDirectory().resolve("../../../sockets").normalize());
    }
    if (!verb.equals("stanza-create")) {
      command.add("--process-max=" + processes);
    }
    if (verb.equals("backup")) {
      command.addAll(
          List.of("--compress-type=zst", "--compress-level=3", "--repo1-retention-full=9"));
    }
    command.addAll(more);
    command.add(verb);
    return execute(command, cluster);
  }

  public static String pgbench(RunningCluster cluster, String... options) throws Exception {
    var login = cluster.admin();
    var command =
        new ArrayList<>(
            List.of(
                Path.of(cluster.cluster().binaries()).resolve("bin/pgbench").toString(),
                "-h",
                login.host(),
                "-p",
                Integer.toString(login.port()),
                "-U",
                login.user()));
    command.addAll(List.of(options));
    command.add(login.database());
    return execute(command, cluster);
  }

  public static double transactionsPerSecond(RunningCluster cluster, int seconds) throws Exception {
    var output = pgbench(cluster, "-n", "-c", "4", "-j", "2", "-T", Integer.toString(seconds));
    var match = RATE.matcher(output);
    if (!match.find()) {
      throw new IOException(output);
    }
    return Double.parseDouble(match.group(1));
  }

  private static String execute(List<String> command, RunningCluster cluster) throws Exception {
    var user = Postmaster.runsAs();
    var builder =
        new ProcessBuilder(user.map(who -> who.running(command)).orElse(command))
            .redirectErrorStream(true)
            .directory(Path.of("/").toFile());
    builder.environment().put("PGPASSWORD", cluster.admin().password());
    builder.environment().put("PGBACKREST_REPO1_CIPHER_PASS", "a secret of this bench");
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + "\n" + output);
    }
    return output;
  }

  /** Whether this machine has what the comparison needs. */
  public static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/bin/pgbackrest"));
  }
}
