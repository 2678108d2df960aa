package dev.slipway.delivery.traffic;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.edge.EdgeAdmin;
import dev.slipway.protocol.edge.EdgeHealth;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The edge as a process that is not our child in any way that matters: it is found by its socket,
 * goes on without us, and is started again when it is gone.
 */
public final class EdgeProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EdgeProcess.class.getName());
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 10;
  private static final int LAST_LINES = 8;

  private final Path state;
  private final List<String> command;
  private final Path log;
  private final EdgeAdmin admin;
  private volatile boolean watching = true;
  private volatile boolean startedHere;

  /**
   * @param state the folder of its socket and its table
   * @param command starts it; it is the same command after a crash
   */
  public EdgeProcess(Path state, List<String> command, Path log) {
    this.state = state;
    this.command = List.copyOf(command);
    this.log = log;
    this.admin = new EdgeAdmin(state);
  }

  public EdgeAdmin admin() {
    return admin;
  }

  /** The edge that runs here, if it answers. */
  public Optional<EdgeHealth> running() {
    try {
      return Optional.of(admin.health());
    } catch (ProblemException doesNotAnswer) {
      return Optional.empty();
    }
  }

  /** The edge, started if there is none. */
  public synchronized EdgeHealth ensure() {
    var already = running();
    if (already.isPresent()) {
      return already.get();
    }
    var process = launch();
    startedHere = true;
    var end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      var health = running();
      if (health.isPresent()) {
        return health.get();
      }
      if (!process.isAlive()) {
        throw didNotStart("it ended with exit code " + process.exitValue());
      }
      pause();
    }
    process.destroyForcibly();
    throw didNotStart("it did not answer within " + START_LIMIT.toSeconds() + " s");
  }

  /** Whether it was not there yet when it was asked for. */
  public boolean wasStartedHere() {
    return startedHere;
  }

  /**
   * Looks every second whether it is still there, and starts it again.
   *
   * @param returned tells it what changed while it was away: its own table is the last it was given
   */
  public void watch(Runnable returned) {
    Thread.ofVirtual()
        .name("edge-watch")
        .start(
            () -> {
              while (watching) {
                try {
                  Thread.sleep(LOOK_AGAIN);
                  if (watching && running().isEmpty()) {
                    var health = ensure();
                    LOG.log(
                        System.Logger.Level.WARNING,
                        "the edge was gone; started again as process " + health.pid());
                    returned.run();
                  }
                } catch (InterruptedException e) {
                  return;
                } catch (RuntimeException e) {
                  LOG.log(System.Logger.Level.ERROR, "the edge is gone and can't be started", e);
                }
              }
            });
  }

  /** Ends it: for {@code slipway down}. Otherwise it outlives us. */
  public synchronized void stop() {
    watching = false;
    running()
        .flatMap(health -> ProcessHandle.of(health.pid()))
        .ifPresent(
            process -> {
              process.destroy();
              var end = System.nanoTime() + STOP_LIMIT.toNanos();
              while (process.isAlive() && System.nanoTime() < end) {
                pause();
              }
              process.destroyForcibly();
            });
  }

  private Process launch() {
    try {
      Files.createDirectories(state);
      Files.createDirectories(log.toAbsolutePath().getParent());
      var detached = new ArrayList<>(List.of("setsid"));
      detached.addAll(command);
      var builder = new ProcessBuilder(detached).redirectErrorStream(true);
      builder.directory(new File("/"));
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return builder.start();
    } catch (IOException e) {
      throw didNotStart(String.valueOf(e.getMessage()));
    }
  }

  private ProblemException didNotStart(String why) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-7610",
            "the edge did not start: " + why + lastWords(),
            "its whole log is " + log)
        .exception();
  }

  private String lastWords() {
    try {
      var lines = Files.readAllLines(log);
      var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return last.isEmpty() ? "" : "; its last words: " + String.join(" | ", last);
    } catch (IOException none) {
      return "";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watching = false;
  }
}
