package dev.slipway.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The ways to die. */
final class Crashes {
  /** So many operations are under way when a worker is killed. */
  private static final int UNDER_WAY = 6;

  private static final int PAUSE_MILLIS = 30;

  /** Twelve steps of this are not over before somebody has died. */
  private static final int LONG_PAUSE_MILLIS = 200;

  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  private Crashes() {}

  /**
   * A worker that kills itself before or after the given record of an operation; another one goes
   * on.
   *
   * @return false when the operation makes no such record and nobody died
   */
  static boolean atRecord(CrashSite site, boolean fails, int record, String moment)
      throws Exception {
    var deadly = site.startWorker(Integer.toString(record), moment);
    var number = site.submit(fails, 0);
    while (deadly.isAlive()) {
      if (site.operations().awaitEnd(number, BRIEFLY).summary().state().hasEnded()) {
        // The last record of all may be the deadly one.
        if (!deadly.waitFor(BRIEFLY.toMillis(), TimeUnit.MILLISECONDS)) {
          deadly.destroyForcibly().waitFor();
          return false;
        }
      }
    }
    site.figures().killed++;
    var next = site.startWorker();
    // There was nobody to take it over before.
    site.recovered(number, Instant.now());
    site.operations().awaitEnd(number, TestingOperations.SOON);
    next.destroyForcibly().waitFor();
    return true;
  }

  /**
   * Two workers share the work; again and again one of them is killed and another takes its place.
   */
  static void atRandom(CrashSite site, int kills, Random chance) throws Exception {
    var workers = new ArrayList<Process>();
    workers.add(site.startWorker());
    workers.add(site.startWorker());
    for (var i = 0; i < kills; i++) {
      while (site.unfinished() < UNDER_WAY) {
        site.submit(chance.nextBoolean(), PAUSE_MILLIS);
      }
      Thread.sleep(chance.nextInt(12 * PAUSE_MILLIS));
      var victim = chance.nextInt(workers.size());
      site.kill(workers.get(victim));
      workers.set(victim, site.startWorker());
    }
    site.settle();
    for (var worker : workers) {
      worker.destroyForcibly().waitFor();
    }
  }

  /** The store's PostgreSQL is killed under a worker that goes on as soon as it is back. */
  static void ofTheStore(CrashSite site, int times) throws Exception {
    var worker = site.startWorker();
    for (var i = 0; i < times; i++) {
      var first = site.submit(i % 2 == 0, 4 * PAUSE_MILLIS);
      site.awaitBegun(first);
      site.restartStore();
      site.operations().awaitEnd(first, TestingOperations.SOON);
    }
    site.settle();
    worker.destroyForcibly().waitFor();
  }

  /**
   * A worker is stopped as a machine that sleeps, for longer than its lease; it wakes in the middle
   * of a step and believes that it still holds it, while another has gone on with it.
   */
  static void ofTheMind(CrashSite site) throws Exception {
    var one = site.startWorker();
    var other = site.startWorker();
    var number = site.submit(false, LONG_PAUSE_MILLIS);
    var sleeper = site.awaitBegun(number);
    signal("-STOP", sleeper);
    site.figures().killed++;
    site.recovered(number, Instant.now());
    signal("-CONT", sleeper);
    site.settle();
    one.destroyForcibly().waitFor();
    other.destroyForcibly().waitFor();
  }

  /** The network between a worker and the store swallows everything for a while. */
  static void ofTheNetwork(CrashSite site, Duration cut) throws Exception {
    try (var network = new CuttableNetwork(site.storePort())) {
      var far = site.startWorkerAt(network.jdbcUrl());
      var near = site.startWorker();
      var number = site.submit(true, LONG_PAUSE_MILLIS);
      while (!site.awaitBegun(number).equals(far)) {
        number = site.submit(true, LONG_PAUSE_MILLIS);
      }
      network.cut();
      site.figures().killed++;
      var at = Instant.now();
      site.recovered(number, at);
      Thread.sleep(Math.max(0, cut.minus(Duration.between(at, Instant.now())).toMillis()));
      network.mend();
      near.destroyForcibly().waitFor();
      // Only the one that was cut off is left: it must find its way back to work.
      site.submit(false, 0);
      site.settle();
      far.destroyForcibly().waitFor();
    }
  }

  private static void signal(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }
}
