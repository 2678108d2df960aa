package dev.slipway.server;

import dev.slipway.kit.ProblemException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** The control plane's process: reads its options, runs until it is told to stop. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var options = new Options();
    var line = new CommandLine(options);
    try {
      var parsed = line.parseArgs(arguments);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return;
      }
      run(options);
    } catch (CommandLine.ParameterException e) {
      System.err.println("✖ slipway server: " + e.getMessage());
      System.err.println("  Hint: slipway server --help shows what there is");
      System.exit(4);
    } catch (ProblemException e) {
      System.err.println("✖ " + e.problem().fact() + "  " + e.problem().code());
      if (!e.problem().hint().isEmpty()) {
        System.err.println("  Hint: " + e.problem().hint());
      }
      System.exit(e.problem().kind().exitCode());
    }
  }

  private static void run(Options options) {
    Logging.toStandardError();
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  await(stopped);
                }));
    try (var controlPlane = ControlPlane.start(options, System.getenv(), stop::countDown)) {
      System.out.println("Control plane    " + controlPlane.url());
      await(stop);
      System.out.println("Stopping");
    } finally {
      stopped.countDown();
    }
    System.exit(0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
