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
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A command in a pseudo-terminal, which util-linux's {@code script} makes: Java has none. Its input
 * ends with the control plane, and so does it.
 */
final class TerminalConsole implements Console {
  private final Process process;
  private final ProcessTree tree;
  private final InstanceFolder folder;

  TerminalConsole(Process process, ProcessTree tree, InstanceFolder folder) {
    this.process = process;
    this.tree = tree;
    this.folder = folder;
  }

  /**
   * @param environment handed over in one variable, and made the environment only after root was
   *     given up
   */
  static Process open(
      Path workingFolder,
      String command,
      Surroundings surroundings,
      Map<String, String> environment)
      throws IOException {
    var inner =
        "eval \"$SLIPWAY_LAUNCH\"; unset SLIPWAY_LAUNCH; cd "
            + ShellWords.quoted(workingFolder.toAbsolutePath().toString())
            + " || exit 126; stty cols 80 rows 24; exec /bin/sh -c "
            + ShellWords.quoted(command);
    var whole = String.join(" ", surroundings.prefix()) + " /bin/sh -c " + ShellWords.quoted(inner);
    var builder =
        new ProcessBuilder("script", "-q", "-e", "-c", whole, "/dev/null")
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
      for (var member : tree.processes()) {
        var terminal = Path.of("/proc", "" + member.pid(), "fd", "0").toRealPath();
        if (terminal.startsWith("/dev/pts")) {
          new ProcessBuilder(
                  "stty", "-F", terminal.toString(), "cols", "" + columns, "rows", "" + rows)
              .start()
              .waitFor();
          return;
        }
      }
    } catch (IOException gone) {
      // What has ended needs no size.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
      if (Files.exists(folder.path())) {
        folder.delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
