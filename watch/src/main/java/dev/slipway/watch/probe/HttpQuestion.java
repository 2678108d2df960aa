package dev.slipway.watch.probe;

import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.traffic.EdgeHosts;
import dev.slipway.manifest.model.StandingProbe;
import dev.slipway.manifest.model.StatusRange;
import dev.slipway.watch.Watched;
import java.net.URI;
import java.util.Optional;

/** A path of the environment, asked through the edge as its users do, or a URL anywhere. */
public record HttpQuestion(References.Addresses addresses) {
  private static final StatusRange WELL = new StatusRange(200, 399);

  Probe.Result ask(Watched watched, String text, StandingProbe probe) {
    var isOurs = text.startsWith("/");
    var target =
        isOurs
            ? new EdgeHosts(watched.environment(), addresses).first()
            : Optional.of(Target.at(URI.create(text)));
    if (target.isEmpty()) {
      return new Probe.Result.NotMade("the environment has no address to ask at");
    }
    var path = isOurs ? text : path(URI.create(text));
    try (var client = new Client(target.get(), 1)) {
      // What is looked for in the answer has to be readable without unpacking it.
      var request =
          Request.get(path)
              .with("User-Agent", "Slipway-probe/1")
              .with("Accept-Encoding", "identity");
      var answer = client.send(request, Probes.LIMIT);
      if (!probe.status().orElse(WELL).includes(answer.status())) {
        return new Probe.Result.Failed("GET " + text + " answered " + answer.status());
      }
      var missing = probe.text().filter(wanted -> !answer.text().contains(wanted));
      return missing.isPresent()
          ? new Probe.Result.Failed(
              "GET " + text + " answered without \"" + missing.get() + "\": " + answer.excerpt())
          : new Probe.Result.Passed();
    } catch (NoAnswer e) {
      return new Probe.Result.Failed("GET " + text + ": " + OwnProbes.why(e));
    }
  }

  private static String path(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
