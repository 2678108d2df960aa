package dev.slipway.edge;

import dev.slipway.edge.pool.Counts;
import dev.slipway.edge.pool.Instance;
import dev.slipway.protocol.edge.Figures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Adds up what the loops counted, and keeps the last minute second by second. */
final class FiguresReader implements AutoCloseable {
  private final Edge edge;
  private final InstantSource clock;
  private final Instant started;
  private final Map<Instance, History> histories = new HashMap<>();
  private final ScheduledExecutorService everySecond =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("edge-figures").factory());

  FiguresReader(Edge edge, InstantSource clock) {
    this.edge = edge;
    this.clock = clock;
    this.started = clock.instant();
    everySecond.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private synchronized void tick() {
    edge.reloadCertificates();
    for (var instance : edge.instances()) {
      histories.computeIfAbsent(instance, History::new).tick(edge.workers());
    }
  }

  synchronized Figures read(int windowSeconds) {
    var all = new ArrayList<Figures.InstanceFigures>();
    for (var instance : edge.instances()) {
      var history = histories.computeIfAbsent(instance, History::new);
      all.add(
          new Figures.InstanceFigures(
              instance.pool(),
              instance.target().release(),
              instance.target().instance(),
              instance.health(),
              (int) history.sum(edge.workers(), Counts.Kind.IN_FLIGHT),
              history.traffic(edge.workers(), windowSeconds),
              history.failures(edge.workers())));
    }
    var connections = edge.workers().stream().mapToLong(worker -> worker.connections()).sum();
    return new Figures(
        clock.instant(), started, edge.table().version(), connections, windowSeconds, all);
  }

  @Override
  public void close() {
    everySecond.shutdownNow();
  }
}
