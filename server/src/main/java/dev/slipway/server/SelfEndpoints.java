package dev.slipway.server;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Right;
import dev.slipway.delivery.traffic.EdgeProcess;
import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.DoctorReport;
import dev.slipway.protocol.ServerStatus;
import dev.slipway.protocol.edge.EdgeHealth;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the control plane tells of itself, and how it is told to stop. */
final class SelfEndpoints {
  private static final ServerStatus.EdgeStatus DOWN =
      new ServerStatus.EdgeStatus("down", "", "", 0);

  private final Self self;
  private final EdgeProcess edge;
  private final Function<Call, List<AppSummary>> apps;
  private final Goodbye goodbye;

  SelfEndpoints(
      Self self, EdgeProcess edge, Function<Call, List<AppSummary>> apps, Goodbye goodbye) {
    this.self = self;
    this.edge = edge;
    this.apps = apps;
    this.goodbye = goodbye;
  }

  List<Endpoint> list() {
    return List.of(
        Endpoint.get("/v1/status", "What runs here", ServerStatus.class, this::status)
            .needs(Right.ofAnybodyKnown("server.status")),
        Endpoint.get(
                "/v1/doctor", "What is wrong or soon will be", DoctorReport.class, call -> doctor())
            .needs(Permission.ADMINISTER, "server.doctor"),
        Endpoint.post(
                "/v1/shutdown",
                "Stops the control plane and what it runs",
                null,
                Map.class,
                this::shutdown)
            .needs(Permission.ADMINISTER, "server.stop"));
  }

  private ServerStatus status(Call call) {
    return new ServerStatus(
        self.version(),
        self.url(),
        ProcessHandle.current().pid(),
        self.startedAt(),
        self.directory().path().toString(),
        self.store(),
        edge.running().map(SelfEndpoints::status).orElse(DOWN),
        apps.apply(call));
  }

  private static ServerStatus.EdgeStatus status(EdgeHealth health) {
    return new ServerStatus.EdgeStatus(
        "running",
        "http://127.0.0.1:" + health.ports().http(),
        Integer.toString(health.ports().https()),
        health.pid());
  }

  private DoctorReport doctor() {
    return new DoctorReport(List.of());
  }

  private Object shutdown(Call call) {
    // After the answer is on its way: who asked is told that it was heard.
    Thread.ofVirtual().start(goodbye::sayToAll);
    return Map.of("state", "stopping");
  }
}
