package dev.slipway.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All processes of one instance, wherever they went: those of its control group, or, where there is
 * none, those that carry its mark in their environment.
 */
record ProcessTree(Optional<Path> group, String mark) {
  private static final Path PROC = Path.of("/proc");
  private static final Duration KILLING = Duration.ofSeconds(5);

  Set<ProcessIdentity> processes() throws IOException {
    var found = new LinkedHashSet<ProcessIdentity>();
    for (var pid : group.isPresent() ? grouped(group.get()) : marked()) {
      ProcessIdentity.of(pid).ifPresent(found::add);
    }
    return found;
  }

  /** Kills until nothing is left: what is killed may just have forked. */
  void kill() throws IOException {
    Waiting.until(
        KILLING,
        () -> {
          var left = processes();
          left.forEach(ProcessIdentity::kill);
          return left.isEmpty();
        });
  }

  private static List<Long> grouped(Path file) throws IOException {
    try {
      return Files.readAllLines(file).stream().map(Long::parseLong).toList();
    } catch (IOException noSuchGroup) {
      if (Files.exists(file)) {
        throw noSuchGroup;
      }
      return List.of();
    }
  }

  private List<Long> marked() throws IOException {
    var wanted = "SLIPWAY_TREE=" + mark;
    var found = new ArrayList<Long>();
    try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var process : processes) {
        if (environment(process).contains(wanted)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  private static List<String> environment(Path process) {
    try {
      var bytes = Files.readAllBytes(process.resolve("environ"));
      return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException goneOrNotOurs) {
      return List.of();
    }
  }
}
