package dev.slipway.operations;

import dev.slipway.operations.CrashType.Input;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.store.Store;
import dev.slipway.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A store of its own, worker processes on it, and operations whose effects are counted afterwards.
 */
final class CrashSite implements AutoCloseable {
  private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

  /** By then its second step is under way. */
  private static final int BEGUN = 5;

  private final Path folder;
  private final OwnPostgres postgres;
  private final CuttableNetwork network;
  private final Store store;
  private final Operations operations;
  private final CrashType type = new CrashType();
  private final Map<String, Process> workers = new LinkedHashMap<>();
  private final Map<Long, Input> submitted = new LinkedHashMap<>();

  /** Those of them that had not ended at the last look: thousands have, and are not asked again. */
  private final Set<Long> open = new LinkedHashSet<>();

  private final Figures figures = new Figures();

  /** Never used again: each operation has a file of effects of its own. */
  private int next;

  /** What the whole harness is about. */
  static final class Figures {
    int killed;
    long lost;
    long twice;
    int stuck;
    double recoverySeconds;

    @Override
    public String toString() {
      return named().toString();
    }

    Map<String, Double> named() {
      var named = new LinkedHashMap<String, Double>();
      named.put("killed", (double) killed);
      named.put("lost", (double) lost);
      named.put("twice", (double) twice);
      named.put("stuck", (double) stuck);
      named.put("recovery_max_seconds", recoverySeconds);
      return named;
    }
  }

  CrashSite(Path folder) throws IOException {
    this.folder = folder;
    postgres = new OwnPostgres(folder);
    network = new CuttableNetwork(postgres.port());
    store = Store.open(address(), List.of(Operations.SCHEMA), 8);
    operations = new Operations(store, OperationTypes.of(type), InstantSource.system());
  }

  StoreAddress address() {
    return postgres.address(network.jdbcUrl());
  }

  Operations operations() {
    return operations;
  }

  Figures figures() {
    return figures;
  }

  /** Starts a worker and returns when it takes operations; arguments as in {@link CrashWorker}. */
  Process startWorker(String... more) throws IOException {
    return startWorkerAt(address().jdbcUrl(), more);
  }

  /** As {@link #startWorker}, reaching the store another way. */
  Process startWorkerAt(String url, String... more) throws IOException {
    var name = "worker-" + (workers.size() + 1);
    var arguments = new ArrayList<>(List.of(name));
    arguments.addAll(List.of(more));
    var log = folder.resolve(name + ".log");
    var worker =
        new ProcessBuilder(WorkerProgram.shared().command(address(), url, arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    workers.put(name, worker);
    var end = System.nanoTime() + STUCK_AFTER.toNanos();
    while (!Files.readString(log).contains("ready")) {
      pause();
      if (!worker.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the worker did not start: " + Files.readString(log));
      }
    }
    return worker;
  }

  long submit(boolean fails, int pauseMillis) {
    var input = new Input(folder.toString(), next++, fails, pauseMillis);
    var number =
        operations.submit(type, input, TestingOperations.ALICE, WhenBusy.QUEUE, Optional.empty());
    submitted.put(number, input);
    open.add(number);
    return number;
  }

  /**
   * Kills a worker as the kernel does when memory is out; what it had must go on within seconds.
   */
  void kill(Process worker) throws InterruptedException {
    figures.killed++;
    var running = running();
    var at = Instant.now();
    worker.destroyForcibly().waitFor();
    running.forEach(number -> recovered(number, at));
  }

  private List<Long> running() {
    return open.stream().filter(number -> operations.show(number).worker().isPresent()).toList();
  }

  /** Waits for the first event after an instant and keeps the longest time it took. */
  void recovered(long number, Instant since) {
    var end = System.nanoTime() + STUCK_AFTER.toNanos();
    while (System.nanoTime() < end) {
      var next =
          operations.events(number, 0).stream().filter(one -> one.at().isAfter(since)).findFirst();
      if (next.isPresent()) {
        var took = Duration.between(since, next.get().at()).toMillis() / 1000.0;
        figures.recoverySeconds = Math.max(figures.recoverySeconds, took);
        return;
      }
      if (operations.show(number).summary().state().hasEnded()) {
        return;
      }
      pause();
    }
  }

  int storePort() {
    return postgres.port();
  }

  /** The process that has begun an operation, once one has. */
  Process awaitBegun(long number) throws InterruptedException {
    var last = 0L;
    var name = "";
    while (last < BEGUN) {
      for (var event : operations.awaitEvents(number, last, STUCK_AFTER)) {
        last = event.number();
        name = event.what() instanceof Happening.Began began ? began.worker() : name;
      }
    }
    return Objects.requireNonNull(workers.get(name));
  }

  /** Kills the store's PostgreSQL and starts it again. */
  void restartStore() throws Exception {
    figures.killed++;
    var running = running();
    var at = Instant.now();
    postgres.restart();
    network.leadTo(postgres.port());
    for (var number : running) {
      awaitReachable();
      recovered(number, at);
    }
  }

  private void awaitReachable() {
    var end = System.nanoTime() + STUCK_AFTER.toNanos();
    while (System.nanoTime() < end) {
      try {
        operations.show(submitted.keySet().iterator().next());
        return;
      } catch (RuntimeException e) {
        pause();
      }
    }
  }

  /** Waits for all ends and counts what went wrong. */
  Figures settle() throws Exception {
    for (var one : submitted.entrySet()) {
      var state = operations.awaitEnd(one.getKey(), STUCK_AFTER).summary().state();
      var wanted = one.getValue().fails() ? OperationState.FAILED : OperationState.SUCCEEDED;
      if (state != wanted) {
        figures.stuck++;
      }
      figures.lost += CrashType.lost(one.getValue());
      figures.twice += CrashType.twice(one.getValue());
    }
    submitted.clear();
    open.clear();
    return figures;
  }

  int unfinished() {
    open.removeIf(number -> operations.show(number).summary().state().hasEnded());
    return open.size();
  }

  static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    workers.values().forEach(Process::destroyForcibly);
    operations.close();
    store.close();
    network.close();
    postgres.close();
  }
}
