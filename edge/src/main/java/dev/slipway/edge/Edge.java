package dev.slipway.edge;

import dev.slipway.edge.pool.HealthWatch;
import dev.slipway.edge.pool.Instance;
import dev.slipway.edge.pool.Instances;
import dev.slipway.edge.proxy.Worker;
import dev.slipway.edge.table.CompiledTable;
import dev.slipway.edge.tls.Certificates;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.edge.RoutingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The table that is served, and the loops that serve it. Takes one table at a time; when {@link
 * #serve} returns, every loop routes by the new one.
 */
public final class Edge {
  private final Instances instances;
  private final List<Worker> workers;
  private final TableFile file;
  private final Certificates certificates;
  private final List<String> warnings;
  private final HealthWatch health = new HealthWatch();
  private volatile CompiledTable served;

  Edge(
      Instances instances,
      List<Worker> workers,
      TableFile file,
      Certificates certificates,
      CompiledTable served) {
    this.certificates = certificates;
    this.instances = instances;
    this.workers = List.copyOf(workers);
    this.file = file;
    this.served = served;
    this.warnings = certificates.serveWhatCanBeRead(served.table().certificates());
    health.watch(served.checks());
  }

  /** The table that new requests are routed by. */
  public RoutingTable table() {
    return served.table();
  }

  public List<Instance> instances() {
    return instances.all();
  }

  public List<Worker> workers() {
    return workers;
  }

  /** What an operator should know. */
  public List<String> warnings() {
    var all = new ArrayList<>(file.warnings());
    all.addAll(warnings);
    return all;
  }

  /**
   * Replaces the table. The disk first: an edge that starts again must not serve less than it
   * promised.
   */
  public synchronized void serve(RoutingTable table) {
    refuseOlder(table);
    var before = served;
    var compiled = new CompiledTable(table, instances);
    compiled.continueFrom(before);
    certificates.serve(table.certificates());
    save(table);
    // Old and new instances count as routed until no loop can choose an old one any more, so that
    // none is called drained a moment before a request reaches it.
    var both = new HashSet<>(compiled.instances());
    both.addAll(before.instances());
    instances.route(both, System.nanoTime());
    served = compiled;
    onEachLoop(worker -> worker.adopt(compiled));
    instances.route(compiled.instances(), System.nanoTime());
    onEachLoop(worker -> worker.drainUnrouted(before));
    health.watch(compiled.checks());
    warnings.clear();
  }

  private void refuseOlder(RoutingTable table) {
    var now = served.table().version();
    if (table.version() < now) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-4005",
              "routing table " + table.version() + " is older than " + now + ", which is served",
              "read the edge's table again and put a newer one; somebody else may be switching")
          .exception();
    }
  }

  private void save(RoutingTable table) {
    try {
      file.save(table);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-4006",
              "routing table "
                  + table.version()
                  + " could not be written to disk: "
                  + e.getMessage(),
              "make room on the edge's disk; it goes on with table " + served.table().version())
          .exception(e);
    }
  }

  private void onEachLoop(Consumer<Worker> work) {
    var all = new ArrayList<CompletableFuture<Void>>();
    for (var worker : workers) {
      all.add(CompletableFuture.runAsync(() -> work.accept(worker), worker.loop()));
    }
    all.forEach(CompletableFuture::join);
  }

  /** Serves certificates anew whose files have changed. */
  void reloadCertificates() {
    certificates.reload();
  }

  void stopWatching() {
    health.close();
  }

  /** Ends each connection with the answer it is at. */
  void drain() {
    onEachLoop(Worker::drain);
  }

  /** For an end without a successor. */
  void closeUnused() {
    onEachLoop(Worker::closeUnused);
  }
}
