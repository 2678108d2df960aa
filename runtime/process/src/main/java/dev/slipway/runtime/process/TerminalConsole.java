package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A command in a pseudo-terminal, which util-linux's {@code script} makes: Java has none. It is
 * held to its service's limits where the machine can do that. Its input ends with the control
 * plane, and so does it.
 */
final class TerminalConsole implements Console {
  private final Process process;
  private final ProcessTree tree;
  private final Ending ending;

  /** What is cleared away once nothing of it runs any more. */
  interface Ending {
    void clear() throws IOException;
  }

  TerminalConsole(Process process, ProcessTree tree, Ending ending) {
    this.process = process;
    this.tree = tree;
    this.ending = ending;
  }

  /**
   * @param place where it is held from before its first word
   * @param environment handed over in one variable, and made the environment only after root was
   *     given up
   */
  static Process open(
      Path workingFolder,
      String command,
      Surroundings surroundings,
      ControlGroups.Place place,
      Map<String, String> environment)
      throws IOException {
    var inner =
        "eval \"$SLIPWAY_LAUNCH\"; unset SLIPWAY_LAUNCH; cd "
            + ShellWords.quoted(workingFolder.toAbsolutePath().toString())
            + " || exit 126; stty cols 80 rows 24; exec /bin/sh -c "
            + ShellWords.quoted(command);
    var whole = String.join(" ", surroundings.prefix()) + " /bin/sh -c " + ShellWords.quoted(inner);
    var held = new StringBuilder();
    for (var entry : place.entries()) {
      held.append("echo 0 > ").append(ShellWords.quoted(entry.toString())).append(" || exit 125; ");
    }
    held.append("exec script -q -e -c \"$1\" /dev/null");
    var builder =
        new ProcessBuilder("/bin/sh", "-c", held.toString(), "console", whole)
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("SLIPWAY_LAUNCH", ShellWords.exports(environment));
    builder.directory(Path.of("/").toFile());
    return builder.start();
  }

  @Override
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public void resize(int columns, int rows) {
    try {
      var terminal = terminal();
      if (terminal.isPresent()) {
        new ProcessBuilder(
                "stty", "-F", terminal.get().toString(), "cols", "" + columns, "rows", "" + rows)
            .start()
            .waitFor();
      }
    } catch (IOException gone) {
      // What has ended needs no size.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The one that its processes read from; what only makes the terminal reads from elsewhere. */
  private Optional<Path> terminal() throws IOException {
    for (var member : tree.processes()) {
      try {
        var input = Files.readSymbolicLink(Path.of("/proc", "" + member.pid(), "fd", "0"));
        if (input.startsWith("/dev/pts")) {
          return Optional.of(input);
        }
      } catch (IOException ended) {
        // Another one of them tells it.
      }
    }
    return Optional.empty();
  }

  @Override
  public OptionalInt await(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyBroken) {
      // It ended before its reader did.
    }
    process.destroyForcibly();
    try {
      tree.kill();
      ending.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
