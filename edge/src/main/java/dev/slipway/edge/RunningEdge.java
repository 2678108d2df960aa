package dev.slipway.edge;

import dev.slipway.edge.admin.AdminServer;
import dev.slipway.edge.gate.Challenges;
import dev.slipway.edge.gate.SiteGate.Surroundings;
import dev.slipway.edge.log.AccessLog;
import dev.slipway.edge.pool.Instances;
import dev.slipway.edge.proxy.Settings;
import dev.slipway.edge.proxy.Worker;
import dev.slipway.edge.table.CompiledTable;
import dev.slipway.edge.tls.Certificates;
import dev.slipway.edge.tls.TlsChallenges;
import dev.slipway.edge.tls.TlsDoor;
import dev.slipway.protocol.edge.EdgeHealth;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An edge that serves: everything that was opened for it, in the order in which it is closed. */
public final class RunningEdge implements AutoCloseable {
  private static final long QUEUE_MILLIS = 300;

  private final Edge edge;
  private final EdgeHealth.Ports ports;
  private final Listeners listeners;
  private final AdminServer admin;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AccessLog log;
  private final MultiThreadIoEventLoopGroup group;
  private final CountDownLatch retired;

  private RunningEdge(
      Edge edge,
      EdgeHealth.Ports ports,
      Listeners listeners,
      AdminServer admin,
      AccessLog log,
      MultiThreadIoEventLoopGroup group,
      CountDownLatch retired) {
    this.retired = retired;
    this.log = log;
    this.edge = edge;
    this.ports = ports;
    this.listeners = listeners;
    this.admin = admin;
    this.group = group;
  }

  /** Opens everything: first the table and the loops, then the ports, last the admin socket. */
  public static RunningEdge start(EdgeOptions options, InstantSource clock) throws IOException {
    Files.createDirectories(
        options.state(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var before = Predecessor.in(options.state());
    var transport = Transport.choose(options.transport());
    var loops = options.loops() > 0 ? options.loops() : Runtime.getRuntime().availableProcessors();
    var group = new MultiThreadIoEventLoopGroup(loops, transport.handlers());
    var file = new TableFile(options.state());
    var instances = new Instances();
    var table = new CompiledTable(file.load(), instances);
    instances.route(table.instances(), System.nanoTime());
    var workers = new ArrayList<Worker>();
    var challenges = new Challenges();
    var tlsChallenges = new TlsChallenges(clock);
    var httpsPort = new AtomicInteger();
    var log = new AccessLog(options.state().resolve("access.log"));
    var settings =
        new Settings(
            transport.channels(), new Surroundings(clock, httpsPort::get), challenges, log);
    for (var executor : group) {
      var worker = new Worker((EventLoop) executor, settings, table);
      worker.start();
      workers.add(worker);
    }
    var certificates = Certificates.in(options.state(), clock);
    var edge = new Edge(instances, workers, file, certificates, table);
    var listeners =
        new Listeners(
            transport,
            group,
            workers,
            before.isPresent() ? Listeners.Ports.TAKEN_OVER : Listeners.Ports.FREE);
    var http =
        options.http() == null
            ? 0
            : listeners.listen(
                options.http(), (worker, channel) -> worker.accept(channel, false, false));
    var door = new TlsDoor(certificates, tlsChallenges);
    var https =
        options.https() == null
            ? 0
            : listeners.listen(
                options.https(),
                (worker, channel) ->
                    door.open(channel, (ready, http2) -> worker.accept(ready, true, http2)));
    httpsPort.set(https);
    var ports = new EdgeHealth.Ports(http, https);
    var health =
        new EdgeHealth(
            ProcessHandle.current().pid(),
            clock.instant(),
            0,
            transport.text(),
            loops,
            ports,
            List.of());
    before.ifPresent(older -> listeners.steerFrom(older.loops()));
    var retired = new CountDownLatch(1);
    var asked = new EdgeAnswers.Asked(challenges, tlsChallenges);
    var answers = new EdgeAnswers(edge, health, clock, asked, retired::countDown);
    var admin = AdminServer.start(options.state(), answers);
    if (before.isPresent()) {
      takeOver(before.get(), edge, file);
    }
    return new RunningEdge(edge, ports, listeners, admin, log, group, retired);
  }

  /** The last table that the edge before took may be younger than the one this one began with. */
  private static void takeOver(Predecessor before, Edge edge, TableFile file) throws IOException {
    try (before) {
      before.retire();
    }
    var last = file.load();
    if (last.version() > edge.table().version()) {
      edge.serve(last);
    }
  }

  /** Waits until another edge has taken over, and then for what this one is still at. */
  public void awaitSuccessor(Duration patience) throws InterruptedException {
    retired.await();
    // Connections that were made before the other edge listened wait in the sockets' queues.
    TimeUnit.MILLISECONDS.sleep(QUEUE_MILLIS);
    stop(patience);
  }

  public Edge edge() {
    return edge;
  }

  public EdgeHealth.Ports ports() {
    return ports;
  }

  /** Stops listening, lets running answers finish for so long, and ends. */
  public void stop(Duration patience) {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    listeners.close();
    edge.drain();
    if (retired.getCount() > 0) {
      edge.closeUnused();
    }
    var end = System.nanoTime() + patience.toNanos();
    while (edge.workers().stream().anyMatch(worker -> worker.connections() > 0)
        && System.nanoTime() - end < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    admin.close();
    edge.stopWatching();
    log.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }
}
