package dev.slipway.runtime.process;

import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Lifetime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Starts the shell script that looks after an instance, and finds those that are running. */
final class Supervisor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path script;
  private final Surroundings surroundings;
  private final OutputLimits output;

  Supervisor(Path script, Surroundings surroundings, OutputLimits output) {
    this.script = script;
    this.surroundings = surroundings;
    this.output = output;
  }

  /**
   * The supervisor of a folder: the one that said so, or one that was started so short a time ago
   * that it has said nothing yet.
   */
  Optional<ProcessIdentity> of(InstanceFolder folder) throws IOException {
    var state = folder.state();
    var known = state.isPresent() ? state.get().supervisor() : Optional.<ProcessIdentity>empty();
    return known.isPresent() || state.filter(Supervisor::isOver).isPresent()
        ? known
        : byCommandLine(folder.path());
  }

  private static boolean isOver(SupervisorState state) {
    return state.phase() == SupervisorState.Phase.ENDED;
  }

  private Optional<ProcessIdentity> byCommandLine(Path folder) throws IOException {
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (words(process).endsWith(script.getFileName() + "\0" + folder + "\0")) {
          var leader =
              ProcessIdentity.ofSessionLeader(Long.parseLong(process.getFileName().toString()));
          if (leader.isPresent()) {
            return leader;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String words(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Returns once the supervisor has started the instance, or taken over the one that runs. */
  void start(
      InstanceFolder folder,
      InstanceSpec spec,
      InstanceRecord record,
      ControlGroups.Place place,
      Optional<ProcessIdentity> adopted)
      throws IOException {
    var settings = settings(folder, spec, record, place, adopted);
    var builder =
        new ProcessBuilder("setsid", "sh", script.toString(), folder.path().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.supervisorErrors().toFile()));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("LC_ALL", "C");
    builder.directory(folder.path().toFile());
    var process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(settings.getBytes(StandardCharsets.UTF_8));
    }
    var said =
        Waiting.until(
            PATIENCE, () -> !process.isAlive() || hasSpoken(folder.state(), process.pid()));
    if (!said || !hasSpoken(folder.state(), process.pid())) {
      throw notStarted(folder);
    }
  }

  private static boolean hasSpoken(Optional<SupervisorState> state, long pid) {
    return state.filter(said -> ("" + pid).equals(said.values().get("supervisor"))).isPresent();
  }

  private static RuntimeException notStarted(InstanceFolder folder) throws IOException {
    var errors =
        Files.exists(folder.supervisorErrors())
            ? Files.readString(folder.supervisorErrors()).strip()
            : "";
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-7010",
            folder.id() + " could not be started: its supervisor said: " + errors,
            "look whether the disk is full and whether setsid and setpriv (util-linux) are there")
        .exception();
  }

  private String settings(
      InstanceFolder folder,
      InstanceSpec spec,
      InstanceRecord record,
      ControlGroups.Place place,
      Optional<ProcessIdentity> adopted)
      throws IOException {
    var text = new StringBuilder();
    for (var setting : values(folder, spec, record, place).entrySet()) {
      text.append(ShellWords.assignment(setting.getKey(), setting.getValue()));
    }
    var adopt = adopted.map(app -> app.pid() + ":" + app.startTicks()).orElse("");
    return text.append(ShellWords.assignment("adopt", adopt)).append("# whole").toString();
  }

  private Map<String, String> values(
      InstanceFolder folder, InstanceSpec spec, InstanceRecord record, ControlGroups.Place place)
      throws IOException {
    var values = new HashMap<String, String>();
    values.put("environment", environment(folder, spec, record));
    values.put("command", spec.launch().command());
    values.put("folder", spec.artefact().folder().toAbsolutePath().toString());
    values.put("as", String.join(" ", surroundings.prefix()));
    values.put(
        "groups", place.entries().stream().map(Path::toString).collect(Collectors.joining(" ")));
    values.put("tree", place.tree().map(Path::toString).orElse(""));
    values.put("memory_events", place.memoryEvents().map(Path::toString).orElse("/dev/null"));
    values.put("owner", surroundings.owner());
    values.put("mark", record.mark());
    values.putAll(lifetime(spec.lifetime()));
    values.put("output_bytes", "" + output.file().bytes());
    values.put("output_files", "" + output.files());
    values.put("tick_seconds", "" + output.look().toMillis() / 1000.0);
    return values;
  }

  private String environment(InstanceFolder folder, InstanceSpec spec, InstanceRecord record)
      throws IOException {
    var all = surroundings.environment(spec.launch().environment(), folder.scratch());
    all.put("PORT", "" + record.port());
    all.put("SLIPWAY_INSTANCE", folder.id().value());
    all.put("SLIPWAY_TREE", record.mark());
    return ShellWords.exports(all);
  }

  private static Map<String, String> lifetime(Lifetime lifetime) {
    var service = lifetime instanceof Lifetime.Service restarts ? restarts : Lifetime.Service.USUAL;
    var once = lifetime instanceof Lifetime.OneOff one ? Math.max(1, one.limit().toSeconds()) : 0;
    return Map.of(
        "once_seconds", "" + once,
        "first_pause_millis", "" + service.firstPause().toMillis(),
        "longest_pause_millis", "" + service.longestPause().toMillis(),
        "stable_seconds", "" + service.stableAfter().toSeconds(),
        "loop_after", "" + service.loopAfter());
  }
}
