package dev.slipway.edge;

import dev.slipway.kit.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The edge as a process. */
public final class EdgeMain {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private EdgeMain() {}

  /** Runs until it is told to end (SIGTERM), which it does with the answers it is at. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      var options = EdgeOptions.parse(List.of(arguments));
      var running = RunningEdge.start(options, InstantSource.system());
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> running.stop(PATIENCE), "edge-shutdown"));
      System.out.printf(
          "edge ready: http %d, https %d%n", running.ports().http(), running.ports().https());
      running.awaitSuccessor(PATIENCE);
      System.exit(0);
    } catch (ProblemException e) {
      System.err.println(e.problem().text());
      System.exit(e.problem().kind().exitCode());
    }
  }
}
