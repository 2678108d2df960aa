package dev.slipway.e2e;

import dev.slipway.protocol.Json;
import dev.slipway.protocol.ServerStatus;
import dev.slipway.protocol.home.ServerAddress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Slipway of its own: the real launcher on a data directory that nobody else uses. */
final class Slipway implements AutoCloseable {
  static final Path ROOT = findRoot();
  private static final String LAUNCHER =
      System.getProperty("slipway.launcher", ROOT.resolve("slipway").toString());
  private static final long LIMIT_SECONDS = 150;

  private final Path data;
  private final Map<String, String> settings = new HashMap<>();

  private Slipway(Path data) {
    this.data = data;
  }

  static Slipway fresh() {
    try {
      var folder =
          Files.createTempDirectory(
              Disk.quickest(),
              "slipway-e2e-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      return in(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Slipway in(Path folder) {
    return new Slipway(folder.resolve("data"));
  }

  private static Path findRoot() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** A variable that a control plane which is started from now on has. */
  void set(String name, String value) {
    settings.put(name, value);
  }

  Path data() {
    return data;
  }

  /** What a verb said, and how it ended. */
  record Said(int exitCode, String out, String err) {}

  Process begin(String... words) throws IOException {
    return builder(words).start();
  }

  /** In a terminal of its own, whose window is made another size once that file is there. */
  Process beginInTerminal(Path resized, int columns, int rows, String... words) throws IOException {
    var verb = builder(words);
    var quoted =
        verb.command().stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList();
    var script =
        "t=$(tty); (while [ ! -e '%s' ]; do sleep 0.1; done; stty -F $t cols %d rows %d) & exec %s"
            .formatted(resized, columns, rows, String.join(" ", quoted));
    verb.environment().put("TERM", "xterm");
    return verb.command("script", "-q", "-e", "-c", script, "/dev/null").start();
  }

  /** What it says goes to a file, so that nobody has to read along. */
  Process begin(Path said, String... words) throws IOException {
    return builder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  private ProcessBuilder builder(String... words) {
    var command = new ArrayList<>(List.of(LAUNCHER));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(new File("/"));
    builder.environment().put("SLIPWAY_DATA", data.toString());
    builder.environment().put("SLIPWAY_NO_REBUILD", "1");
    builder.environment().put("SLIPWAY_NOTICES_ALLOW", "127.0.0.1");
    builder.environment().remove("SLIPWAY_TERMINAL");
    builder.environment().putAll(settings);
    return builder;
  }

  Said run(String... words) throws Exception {
    return said(begin(words), words);
  }

  /** As somebody else than the machine's owner. */
  Said runAs(String token, String... words) throws Exception {
    var builder = builder(words);
    builder.environment().put("SLIPWAY_TOKEN", token);
    return said(builder.start(), words);
  }

  private static Said said(Process process, String... words) throws Exception {
    process.getOutputStream().close();
    var out = new StringBuilder();
    var reader = Thread.ofVirtual().start(() -> out.append(read(process.getInputStream())));
    var err = read(process.getErrorStream());
    reader.join();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("slipway " + String.join(" ", words) + " did not end: " + out);
    }
    return new Said(process.exitValue(), out.toString(), err);
  }

  private static String read(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  ServerStatus status() throws Exception {
    return Json.read(run("status", "--json").out(), ServerStatus.class);
  }

  /** The numbers of deployments that have not ended. */
  List<String> deploymentsUnderWay() throws Exception {
    var open = "queued,running,waiting,undoing";
    var listed = run("operations", "--type", "deploy", "--state", open, "--json");
    if (listed.exitCode() != 0) {
      throw new AssertionError(listed.err());
    }
    var numbers = new ArrayList<String>();
    Json.tree(listed.out())
        .at("/operations")
        .forEach(one -> numbers.add(one.at("/number").asString()));
    return numbers;
  }

  ServerAddress address() throws IOException {
    return Json.read(Files.readString(data.resolve("server.json")), ServerAddress.class);
  }

  /**
   * Every process that belongs to this data directory: control plane, edge, PostgreSQL, instances.
   */
  List<Long> processes() throws IOException {
    var found = new ArrayList<Long>();
    try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : all) {
        if (belongs(process)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private boolean belongs(Path process) {
    try {
      var words = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
      return words.contains(data.toString())
          || Files.readSymbolicLink(process.resolve("cwd")).startsWith(data);
    } catch (IOException gone) {
      return false;
    }
  }

  static void kill(long pid) throws Exception {
    // To kill(1) anything else is a group of processes: with 0, our own.
    if (pid <= 1) {
      throw new AssertionError("there is no process to kill: " + pid);
    }
    new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
  }

  @Override
  public void close() throws Exception {
    run("down");
    for (var pid : processes()) {
      kill(pid);
    }
    try (var files = Files.walk(data.getParent())) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                var ignored = file.toFile().delete();
              });
    }
  }
}
