package dev.slipway.runtime.process;

import dev.slipway.kit.Problem;
import dev.slipway.kit.UnprivilegedUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every process of an application finds around itself on this machine. */
record Surroundings(Optional<UnprivilegedUser> user) {
  private static final String SYSTEM_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** Not PostgreSQL's user, whose files an application has no business with. */
  static Surroundings ofThisMachine() {
    return new Surroundings(
        UnprivilegedUser.weAreRoot()
            ? Optional.of(
                UnprivilegedUser.firstOf("slipway-app", "www-data", "daemon", "nobody")
                    .orElseThrow(Surroundings::nobodyToBe))
            : Optional.empty());
  }

  private static RuntimeException nobodyToBe() {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-7008",
            "this machine has no unprivileged user to run applications as",
            "make one: useradd --system --no-create-home slipway-app")
        .exception();
  }

  /** The given variables and what else a process needs, where they don't say it themselves. */
  Map<String, String> environment(Map<String, String> given, Path scratch) throws IOException {
    var all = new HashMap<String, String>();
    var java = Path.of(System.getProperty("java.home", "/"));
    if (user.isEmpty() || user.get().canReach(java)) {
      all.put("JAVA_HOME", java.toString());
      all.put("PATH", java.resolve("bin") + ":" + SYSTEM_PATH);
    } else {
      all.put("PATH", SYSTEM_PATH);
    }
    all.put("HOME", scratch.toString());
    all.put("TMPDIR", scratch.toString());
    all.put("LANG", "C.UTF-8");
    user.ifPresent(someone -> all.put("USER", someone.name()));
    all.putAll(given);
    return all;
  }

  /** The words before a command that make it the unprivileged user's. */
  List<String> prefix() {
    return user.map(someone -> someone.running(List.of())).orElse(List.of());
  }

  /** Numbers as chown takes them; empty when there is nobody to hand files to. */
  String owner() {
    return user.map(someone -> someone.uid() + ":" + someone.gid()).orElse("");
  }

  void own(Path path) throws IOException {
    if (user.isPresent()) {
      user.get().own(path);
    }
  }

  void ownAll(Path folder) throws IOException {
    if (user.isEmpty()) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        user.get().own(path);
      }
    }
  }

  /** Refuses a folder that instances could not enter. */
  void demandReachable(Path folder) throws IOException {
    if (user.isPresent() && !user.get().canReach(folder.resolve("inside"))) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7009",
              folder + " can't be entered by " + user.get().name() + ", who applications run as",
              "choose a folder below one that everybody may pass, such as /var/lib/slipway")
          .exception();
    }
  }
}
