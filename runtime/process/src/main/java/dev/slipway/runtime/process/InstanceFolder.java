package dev.slipway.runtime.process;

import dev.slipway.kit.StateFile;
import dev.slipway.runtime.contract.InstanceId;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The folder of one instance: what is wanted, what is, and what it wrote. */
record InstanceFolder(Path path) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<PosixFilePermission> PASSABLE =
      PosixFilePermissions.fromString("rwx--x--x");

  InstanceId id() {
    return new InstanceId(path.getFileName().toString());
  }

  Path output() {
    return path.resolve("output.log");
  }

  Path supervisorErrors() {
    return path.resolve("supervisor.log");
  }

  /** Where the instance may write what need not last. */
  Path scratch() {
    return path.resolve("scratch");
  }

  boolean exists() {
    return Files.exists(intent());
  }

  Optional<InstanceRecord> record() throws IOException {
    try {
      return new StateFile(intent()).read().map(text -> JSON.readValue(text, InstanceRecord.class));
    } catch (JacksonException damaged) {
      throw new IOException(intent() + " is damaged: " + damaged.getOriginalMessage(), damaged);
    }
  }

  Optional<SupervisorState> state() throws IOException {
    return SupervisorState.read(path.resolve("state"));
  }

  /** Writes down what is wanted; from here on the instance is known, whatever happens. */
  void make(InstanceRecord wanted) throws IOException {
    Files.createDirectories(scratch());
    Files.setPosixFilePermissions(path, PASSABLE);
    new StateFile(intent()).write(JSON.writeValueAsString(wanted));
  }

  /** Writes the wish to stop, which a supervisor finds even when its signal was lost. */
  void wishToStop(long graceSeconds) throws IOException {
    new StateFile(wish()).write(graceSeconds + "\n");
  }

  boolean isWishedToStop() {
    return Files.exists(wish());
  }

  void wishToRun() throws IOException {
    Files.deleteIfExists(wish());
  }

  /** Said in the place of a supervisor that is gone, when nothing of the instance is left. */
  void sayEnded(SupervisorState last, String cause) throws IOException {
    var text = new StringBuilder();
    last.values()
        .forEach(
            (name, value) ->
                text.append(name)
                    .append('=')
                    .append(
                        switch (name) {
                          case "phase" -> "ended";
                          case "cause" -> value.equals("none") ? cause : value;
                          default -> value;
                        })
                    .append('\n'));
    new StateFile(path.resolve("state")).write(text.toString());
  }

  /**
   * Deletes it. What is wanted goes first: a crash halfway leaves a folder that {@link #exists}
   * denies and the next reconciliation clears.
   */
  void delete() throws IOException {
    Files.deleteIfExists(intent());
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var files = Files.walk(path, new FileVisitOption[0])) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException goneMeanwhile) {
      Files.deleteIfExists(path);
    }
  }

  private Path intent() {
    return path.resolve("instance.json");
  }

  private Path wish() {
    return path.resolve("stop");
  }
}
