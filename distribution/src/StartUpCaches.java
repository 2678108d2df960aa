import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Lets the command line, the control plane and the edge each run once, and has the JVM keep what it
 * loaded: later ones start from that. The command line's cache has to succeed; where the others
 * can't run (no room for a PostgreSQL, say), they start without one, which is only slower.
 */
final class StartUpCaches {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final List<String> QUIET = List.of("-Xlog:disable", "-Xlog:all=error:stderr");

  /** What the launcher and the control plane start them with: a cache fits only the same. */
  private static final List<String> NATIVE =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  private final Path java;
  private final Path home;

  /** Names the jars that a cache was made of: one of other jars is never taken for it. */
  private final String build;

  private StartUpCaches(Path java, Path home, String build) {
    this.java = java;
    this.home = home;
    this.build = build;
  }

  /** Arguments: the folder of jars and caches, the version, and which caches to make. */
  public static void main(String[] arguments) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin/java");
    var home = Path.of(arguments[0]);
    var wanted = List.of(arguments[2].split(","));
    var build = home.resolve("build");
    if (wanted.contains("cli")) {
      Files.writeString(build, Long.toHexString(System.nanoTime()) + "\n");
    }
    var caches = new StartUpCaches(java, home, Files.readString(build).strip());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var making = new ArrayList<Future<?>>();
      if (wanted.contains("edge")) {
        making.add(threads.submit(() -> optional("edge", caches::edge)));
      }
      if (wanted.contains("server")) {
        making.add(threads.submit(() -> optional("server", caches::server)));
      }
      if (wanted.contains("cli")) {
        caches.commandLine(arguments[1]);
      }
      for (var cache : making) {
        cache.get();
      }
    }
    if (wanted.contains("cli")) {
      // The last to be put in place: the launcher takes it for the sign that the build is whole.
      caches.putInPlace("cli.aot.new", "cli.aot");
    }
  }

  private interface Training {
    void run(Path aside) throws IOException, InterruptedException;
  }

  private static Void optional(String name, Training training) throws Exception {
    var stage = Stage.open();
    // Whoever breaks the build off doesn't leave anything running.
    Runtime.getRuntime().addShutdownHook(new Thread(stage::clear));
    try {
      training.run(stage.folder());
    } catch (IOException e) {
      System.out.println("[WARNING] no start-up cache for the " + name + ": " + e.getMessage());
    } finally {
      stage.clear();
    }
    return null;
  }

  /**
   * Where one of them runs its once; its name has our process, so that the next finds what we left.
   */
  private record Stage(Path folder) {
    private static final String PREFIX = "slipway-training-";

    static Stage open() throws IOException {
      var below = Path.of(System.getProperty("java.io.tmpdir"));
      try (var left = Files.newDirectoryStream(below, PREFIX + "*-*")) {
        for (var folder : left) {
          var process = folder.getFileName().toString().substring(PREFIX.length()).split("-")[0];
          if (ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
            new Stage(folder).clear();
          }
        }
      }
      return new Stage(
          Files.createTempDirectory(below, PREFIX + ProcessHandle.current().pid() + "-"));
    }

    /** Ends what still runs here, such as an edge that goes on without its control plane. */
    void clear() {
      var places = new ArrayList<>(List.of(folder));
      try {
        places.add(Path.of(Files.readString(folder.resolve("yard.path")).strip()));
      } catch (IOException noYard) {
        // Then everything is in the folder.
      }
      places.forEach(Stage::endAllOf);
      places.forEach(Stage::delete);
    }

    private static void endAllOf(Path place) {
      ProcessHandle.allProcesses()
          .filter(one -> one.pid() != ProcessHandle.current().pid())
          .filter(one -> wasStartedWith(one, place))
          .forEach(
              one -> {
                one.destroyForcibly();
                one.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
              });
    }

    /** As the kernel has it: what Java tells of a command line ends before one as long as ours. */
    private static boolean wasStartedWith(ProcessHandle process, Path place) {
      try {
        var words = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        return Files.readString(words, StandardCharsets.ISO_8859_1).contains(place.toString());
      } catch (IOException gone) {
        return false;
      }
    }

    private static void delete(Path place) {
      try (var paths = Files.walk(place)) {
        paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException | UncheckedIOException gone) {
        // What a dying process takes away at the same time needn't be deleted.
      }
    }
  }

  private void commandLine(String version) throws IOException, InterruptedException {
    var command = command("cli.aot.new", List.of("-XX:+UseSerialGC"));
    command.addAll(
        List.of(
            "-cp",
            home.resolve("lib/slipway-cli-" + version + ".jar").toString(),
            "dev.slipway.cli.StartupTraining",
            home.toString()));
    var process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("the command line failed while its start-up cache was made");
    }
  }

  private void server(Path data) throws IOException, InterruptedException {
    var command = command(aside("server"), List.of("-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(NATIVE);
    command.addAll(
        List.of("-cp", everyJar(), "dev.slipway.server.Main", "--data", data.toString()));
    for (var port : List.of("--port", "--http", "--https")) {
      command.addAll(List.of(port, freePort()));
    }
    var log = data.resolve("training.log");
    var process = start(command, log);
    var address = data.resolve("server.json");
    try {
      await(process, log, () -> Files.exists(address));
      var url = Files.readString(address).replaceAll("(?s).*\"url\"\\s*:\\s*\"([^\"]+)\".*", "$1");
      for (var path : List.of("/health/ready", "/openapi.json", "/", "/v1/status", "/v1/apps")) {
        ask(HttpRequest.newBuilder(URI.create(url + path)), data);
      }
      ask(
          HttpRequest.newBuilder(URI.create(url + "/v1/shutdown"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{}")),
          data);
      ended(process, log);
    } finally {
      process.destroyForcibly();
    }
    putInPlace(aside("server"), "server." + build + ".aot");
  }

  private void edge(Path state) throws IOException, InterruptedException {
    var command =
        command(
            aside("edge"),
            List.of(
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MaxDirectMemorySize=2g"));
    command.addAll(NATIVE);
    var http = freePort();
    // A table, so that what reads it is kept as well.
    Files.writeString(
        state.resolve("table.json"),
        """
        {"version":1,"certificates":[],
         "sites":[{"environment":"none","hosts":["*"],"policy":{"compress":true},
           "routes":[{"path":"/","destination":{"kind":"pool","pool":"none"}}]}],
         "pools":[{"name":"none","targets":[],"health":{"path":"/","interval":"PT1S"}}]}
        """);
    command.addAll(List.of("-cp", everyJar(), "dev.slipway.edge.EdgeMain"));
    command.addAll(List.of("--state", state.toString(), "--http", "127.0.0.1:" + http));
    var https = freePort();
    command.addAll(List.of("--https", "127.0.0.1:" + https));
    var log = state.resolve("training.log");
    var process = start(command, log);
    try {
      await(process, log, () -> answers(http, state));
      greet(https, state);
      process.destroy();
      ended(process, log);
    } finally {
      process.destroyForcibly();
    }
    putInPlace(aside("edge"), "edge." + build + ".aot");
  }

  private static boolean answers(String port, Path state) throws InterruptedException {
    try {
      ask(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")), state);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Nobody vouches for its certificate: that it shows one is all that is wanted. */
  private static void greet(String port, Path state) throws InterruptedException {
    try {
      ask(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/")), state);
    } catch (IOException notTrusted) {
      // The handshake was come to.
    }
  }

  private static void ask(HttpRequest.Builder request, Path data)
      throws IOException, InterruptedException {
    var token = data.resolve("token");
    if (Files.exists(token)) {
      request.header("Authorization", "Bearer " + Files.readString(token).strip());
    }
    try (var client = HttpClient.newHttpClient()) {
      client.send(request.timeout(LIMIT).build(), BodyHandlers.discarding());
    }
  }

  private List<String> command(String cache, List<String> options) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.add("-XX:AOTCacheOutput=" + home.resolve(cache));
    command.addAll(options);
    command.addAll(QUIET);
    return command;
  }

  /** In the order in which the launcher's shell names them. */
  private String everyJar() throws IOException {
    try (var jars = Files.list(home.resolve("lib"))) {
      return jars.map(Path::toString)
          .filter(jar -> jar.endsWith(".jar"))
          .sorted()
          .collect(Collectors.joining(":"));
    }
  }

  private static Process start(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private static void await(Process process, Path log, Condition condition)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException(Files.readString(log).strip());
      }
      Thread.sleep(20);
    }
  }

  private static void ended(Process process, Path log) throws IOException, InterruptedException {
    if (!process.waitFor(LIMIT)) {
      throw new IOException(Files.readString(log).strip());
    }
  }

  private String aside(String name) {
    return name + "." + build + ".aot.new";
  }

  private void putInPlace(String aside, String name) throws IOException {
    Files.move(home.resolve(aside), home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
