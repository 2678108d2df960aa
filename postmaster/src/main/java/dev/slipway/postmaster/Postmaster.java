package dev.slipway.postmaster;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.UnprivilegedUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One data directory and the server that may run in it. Nothing is remembered here: what is true is
 * read from the directory and from the process table each time, so that it does not matter who died
 * since the last look.
 */
public final class Postmaster {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final PostgresBinaries binaries;
  private final Path dataDirectory;
  private final Optional<UnprivilegedUser> user;
  private final ServerLog log;

  public Postmaster(PostgresBinaries binaries, Path dataDirectory) {
    this.binaries = binaries;
    this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
    this.user = runsAs();
    this.log = new ServerLog(this.dataDirectory.resolveSibling(name() + ".log"));
  }

  /** Who PostgreSQL runs as: ourselves, or when we are root the first of these that is there. */
  public static Optional<UnprivilegedUser> runsAs() {
    if (!UnprivilegedUser.weAreRoot()) {
      return Optional.empty();
    }
    var user = UnprivilegedUser.firstOf("slipway-postgres", "postgres", "nobody");
    if (user.isEmpty()) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2106",
              "PostgreSQL refuses to run as root, and this machine has none of the users"
                  + " slipway-postgres, postgres, nobody",
              "useradd --system slipway-postgres")
          .exception();
    }
    return user;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  public PostgresBinaries binaries() {
    return binaries;
  }

  public boolean isInitialized() {
    return Files.exists(dataDirectory.resolve("PG_VERSION"));
  }

  /**
   * Makes the data directory. It is made aside and renamed: a crash leaves no directory or a whole
   * one.
   */
  public void initialize(Superuser superuser) {
    try {
      new NewDataDirectory(binaries, dataDirectory, user).make(superuser);
    } catch (IOException e) {
      throw diskProblem("can't be made", e);
    }
  }

  /** The server that runs here now and takes connections, whoever started it. */
  public Optional<PostgresServer> running() {
    try {
      var pid = PostmasterPid.read(dataDirectory);
      return pid.isPresent() && pid.get().isReady() && pid.get().isServing(dataDirectory)
          ? Optional.of(new PostgresServer(dataDirectory, pid.get().pid(), pid.get().port()))
          : Optional.empty();
    } catch (IOException e) {
      throw diskProblem("can't be read", e);
    }
  }

  /**
   * The running server, started if there is none.
   *
   * @param settings lines of postgresql.conf; they replace those of the last start
   * @param wishedPort used if it is free; 0 for any
   */
  public PostgresServer start(Map<String, String> settings, int wishedPort) {
    return start(settings, wishedPort, START_LIMIT);
  }

  /**
   * The same for a server that has much to recover before it takes connections.
   *
   * @param limit past it the server is ended and the start has failed
   */
  public PostgresServer start(Map<String, String> settings, int wishedPort, Duration limit) {
    try {
      checkVersion();
      var already = awaitOneThatIsStarting(limit);
      if (already.isPresent()) {
        return already.get();
      }
      new Leftovers(dataDirectory).clear();
      var port = FreePort.preferring(wishedPort);
      writeSettings(settings, port);
      return launch(port, limit);
    } catch (IOException e) {
      throw diskProblem("PostgreSQL can't be started in it", e);
    }
  }

  /** Stops the server if one runs; true when none runs afterwards. */
  public boolean stop(StopMode mode, Duration limit) {
    try {
      var pid = PostmasterPid.read(dataDirectory);
      if (pid.isEmpty() || !pid.get().isServing(dataDirectory)) {
        return true;
      }
      var number = pid.get().pid();
      Command.of(List.of("kill", "-" + mode.signal(), Long.toString(number))).run();
      return Waiting.until(limit, () -> PostmasterPid.processesIn(dataDirectory).isEmpty());
    } catch (IOException e) {
      throw diskProblem("the server in it can't be stopped", e);
    }
  }

  /** Where the last server took connections, to be wished for again; 0 before the first start. */
  public int lastPort() {
    try {
      return SettingsFile.in(dataDirectory, user).port();
    } catch (IOException e) {
      throw diskProblem("its settings can't be read", e);
    }
  }

  /** Has the running server read its settings again. */
  public void reload(Map<String, String> settings) {
    try {
      var server = running();
      if (server.isPresent()) {
        writeSettings(settings, server.get().port());
        Command.of(List.of("kill", "-HUP", Long.toString(server.get().pid()))).run();
      }
    } catch (IOException e) {
      throw diskProblem("its settings can't be written", e);
    }
  }

  private void checkVersion() throws IOException {
    var made = Files.readString(dataDirectory.resolve("PG_VERSION")).strip();
    if (!made.equals(Integer.toString(binaries.major()))) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-2107",
              dataDirectory
                  + " was made by PostgreSQL "
                  + made
                  + ", and "
                  + binaries.folder()
                  + " is PostgreSQL "
                  + binaries.version(),
              "name PostgreSQL " + made + " with SLIPWAY_POSTGRES, or upgrade the cluster first")
          .exception();
    }
  }

  /** Another process may have started it a moment ago, or it recovers from a crash. */
  private Optional<PostgresServer> awaitOneThatIsStarting(Duration limit) throws IOException {
    var pid = PostmasterPid.read(dataDirectory);
    if (pid.isEmpty() || !pid.get().isServing(dataDirectory)) {
      return Optional.empty();
    }
    Waiting.until(limit, () -> running().isPresent() || !pid.get().isServing(dataDirectory));
    return running();
  }

  private PostgresServer launch(int port, Duration limit) throws IOException {
    log.begin(user);
    var command = new ArrayList<>(List.of("setsid"));
    var postgres = List.of(binaries.program("postgres").toString(), "-D", dataDirectory.toString());
    command.addAll(user.map(who -> who.running(postgres)).orElse(postgres));
    var builder = new ProcessBuilder(command).directory(dataDirectory.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    var process = builder.start();
    process.getOutputStream().close();
    Waiting.until(limit, () -> running().isPresent() || !process.isAlive());
    var server = running();
    if (server.isPresent()) {
      return server.get();
    }
    if (process.isAlive()) {
      process.destroy();
    }
    throw didNotStart(port);
  }

  private ProblemException didNotStart(int port) throws IOException {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-2108",
            dataDirectory
                + ": PostgreSQL "
                + binaries.version()
                + " did not start on port "
                + port
                + ". Its last words: "
                + log.lastWords(),
            "the whole log is " + log.file())
        .exception();
  }

  private void writeSettings(Map<String, String> settings, int port) throws IOException {
    var all = new TreeMap<>(settings);
    all.put("port", Integer.toString(port));
    all.putIfAbsent("listen_addresses", "127.0.0.1");
    all.putIfAbsent("unix_socket_directories", "");
    SettingsFile.in(dataDirectory, user).write(all);
  }

  private String name() {
    return String.valueOf(dataDirectory.getFileName());
  }

  private ProblemException diskProblem(String what, IOException e) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-2109",
            dataDirectory + ": " + what + ": " + e,
            "check the disk's space and the folder's permissions")
        .exception(e);
  }
}
