package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Certificate;
import dev.slipway.protocol.edge.Destination;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Route;
import dev.slipway.protocol.edge.RoutingTable;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Not one request fails while everything is replaced: instances blue-green and one after the other,
 * which really stop as soon as they are drained; the one with the WebSockets; certificates; the
 * edge itself. {@code -Dslipway.switches=1000} for the long one.
 */
final class SwitchUnderLoadTest {
  private static final int SWITCHES = Integer.getInteger("slipway.switches", 20);

  /** Of so many switches one is the edge's own restart. */
  private static final int EACH_RESTART = 10;

  private final TestingEdge edge = TestingEdge.start();
  private final List<Instance> running = new ArrayList<>();
  private TestingWebSockets live;
  private int number;

  private record Instance(String name, TestingBackend backend) {
    Target target() {
      return Target.local(name, "v" + name, backend.port());
    }
  }

  @AfterEach
  void stop() throws IOException {
    running.forEach(instance -> instance.backend().close());
    live.close();
    edge.close();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void noRequestFailsWhileEverythingIsReplaced() throws Exception {
    live = TestingWebSockets.start();
    running.add(fresh());
    running.add(fresh());
    serve();
    var clients = new SwitchClients(edge);
    for (var i = 1; i <= SWITCHES; i++) {
      replace(i);
    }
    clients.stop();
    System.out.printf(
        "%d switches: %d requests %s, failed: %d, load of the machine %.1f%n",
        SWITCHES,
        clients.all(),
        clients.done(),
        clients.failures().size(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    assertThat(clients.failures()).isEmpty();
    assertThat(clients.done())
        .hasSize(clients.kinds())
        .allSatisfy((name, count) -> assertThat(count).hasPositiveValue());
  }

  private void replace(int i) throws Exception {
    if (i % EACH_RESTART == 0) {
      edge.handOver();
      return;
    }
    switch (i % 4) {
      case 0 -> replaceCertificate(i);
      case 1 -> replaceAll();
      case 2 -> replaceOne();
      default -> replaceLive();
    }
  }

  private Instance fresh() throws IOException {
    var backend =
        TestingBackend.behaving(
            exchange -> {
              var length = exchange.getRequestBody().readAllBytes().length;
              TestingBackend.answer(exchange, 200, "got " + length);
            });
    return new Instance("i" + number++, backend);
  }

  private void serve() {
    var app = Pool.of("app", running.stream().map(Instance::target).toList());
    edge.serve(
        Site.of("app/test", List.of("*"), "app")
            .withRoutes(
                List.of(
                    new Route("/", new Destination.ToPool("app")),
                    new Route("/live", new Destination.ToPool("live")))),
        app,
        Pool.of("live", List.of(Target.local(name(live), "v", live.port()))));
  }

  private static String name(TestingWebSockets instance) {
    return "live" + instance.port();
  }

  /** Blue-green: all at once, in one table. */
  private void replaceAll() throws Exception {
    var old = List.copyOf(running);
    running.clear();
    running.add(fresh());
    running.add(fresh());
    serve();
    stopDrained(old);
  }

  /** Rolling: the new one is added, then an old one leaves. */
  private void replaceOne() throws Exception {
    running.add(fresh());
    serve();
    var old = running.removeFirst();
    serve();
    stopDrained(List.of(old));
  }

  private void stopDrained(List<Instance> old) throws Exception {
    for (var instance : old) {
      Eventually.isTrue(instance.name() + " drained", () -> edge.admin().drained(instance.name()));
      instance.backend().close();
    }
  }

  private void replaceLive() throws Exception {
    var old = live;
    live = TestingWebSockets.start();
    serve();
    Eventually.isTrue("WebSockets drained", () -> edge.admin().drained(name(old)));
    old.close();
  }

  /** Another pair of files, and the ones before gone once the table is taken. */
  private void replaceCertificate(int i) throws IOException {
    var before = edge.admin().table();
    var chain = edge.state().resolve("site" + i + ".pem");
    var key = edge.state().resolve("site" + i + ".key");
    Files.copy(edge.state().resolve("self-signed.pem"), chain);
    Files.copy(edge.state().resolve("self-signed.key"), key);
    var fresh = new Certificate(List.of("localhost"), chain.toString(), key.toString());
    edge.admin()
        .putTable(
            new RoutingTable(before.version() + 1, before.sites(), before.pools(), List.of(fresh)));
    for (var old : before.certificates()) {
      Files.delete(Path.of(old.chain()));
      Files.delete(Path.of(old.key()));
    }
  }
}
