package dev.slipway.api.alert;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.protocol.alert.ProbeHistory;
import dev.slipway.watch.probe.HeartbeatBook.Heartbeat;
import dev.slipway.watch.probe.OwnProbes;
import dev.slipway.watch.probe.ProbeDesk;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How probes are and how they went, and where heartbeats are called. */
public final class ProbeEndpoints {
  private final ProbeDesk desk;
  private final Supplier<String> url;

  /**
   * @param url the control plane's own
   */
  public ProbeEndpoints(ProbeDesk desk, Supplier<String> url) {
    this.desk = desk;
    this.url = url;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                "/v1/apps/{app}/environments/{environment}/probes",
                "How the probes are, and how they went, by day",
                ProbeHistory.class,
                this::probes)
            .needs(Permission.VIEW, "probe.read"));
  }

  private Object probes(Call call) {
    var app = call.path("app");
    var environment = call.path("environment");
    // Who knows a heartbeat's URL can say that a job lives.
    var secrets =
        call.may(Permission.CONFIGURE, app, environment)
            ? desk.heartbeats().of(app, environment).stream()
                .collect(Collectors.toMap(Heartbeat::probe, Heartbeat::secret))
            : Map.<String, String>of();
    var target = app + "/" + environment;
    var troubles = desk.probes().troubles(target);
    return new ProbeHistory(
        app,
        environment,
        desk.probes().names(target).stream()
            .map(
                name -> {
                  var trouble = troubles.get(name);
                  return new ProbeHistory.Now(
                      name,
                      trouble == null ? "well" : trouble.measured() ? "failing" : "not-measured",
                      trouble == null ? "" : trouble.why(),
                      url(name, secrets));
                })
            .toList(),
        desk.days().of(app, environment).stream()
            .map(
                day ->
                    new ProbeHistory.Day(
                        day.probe(), day.day(), day.passed(), day.failed(), day.unmeasured()))
            .toList());
  }

  private @Nullable String url(String name, Map<String, String> secrets) {
    if (!name.startsWith(OwnProbes.HEARTBEAT)) {
      return null;
    }
    var secret = secrets.get(name.substring(OwnProbes.HEARTBEAT.length()));
    return secret == null ? null : url.get() + HeartbeatDoor.PATH + secret;
  }
}
