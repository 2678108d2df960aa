package dev.slipway.checks;

import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import java.net.URI;
import java.util.List;

/**
 * Plain HTTP leads to HTTPS, for good and to the same page.
 *
 * @param path with a query, so that a redirect that drops it is seen
 * @param plain the edge's plain HTTP port, which is asked instead of the other checks' target
 */
public record RedirectCheck(String name, String path, Target plain) implements Check {
  @Override
  public Finding run(Asking asking) {
    try (var client = new Client(plain)) {
      return ask(new Asking(client, asking.variables(), asking.mask()));
    }
  }

  private Finding ask(Asking asking) {
    var request = Request.get(path);
    var name = plain.name();
    var wanted = "301 or 308 to https://" + name.getHost() + path;
    if (!"http".equals(name.getScheme())) {
      return Finding.unmeasured(
          plain + " is not a plain HTTP address, so no redirect can be seen", List.of());
    }
    try {
      var answer = asking.send(request);
      var location = answer.header("Location").orElse("nowhere");
      var found = answer.status() + " to " + location;
      var evidence = List.of(new Evidence(request + " in plain HTTP", wanted, found));
      if (answer.status() / 100 != 3) {
        return Finding.failed(
            "plain HTTP answered " + answer.status() + " instead of leading to HTTPS", evidence);
      }
      if (!leadsTo(location, name.getHost())) {
        return Finding.failed("plain HTTP leads to " + location + ", expected " + wanted, evidence);
      }
      if (answer.status() != 301 && answer.status() != 308) {
        return Finding.failed(
            "plain HTTP leads to HTTPS with "
                + answer.status()
                + ", which browsers ask again each time (expected 301 or 308)",
            evidence);
      }
      return Finding.passed(
          "plain HTTP leads to " + location + " (" + answer.status() + ")", evidence);
    } catch (NoAnswer none) {
      return Finding.failed(
          "plain HTTP gives no answer: " + none.why(),
          List.of(new Evidence(request + " in plain HTTP", wanted, none.why())));
    }
  }

  private boolean leadsTo(String location, String host) {
    try {
      var uri = URI.create(location);
      var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return "https".equals(uri.getScheme())
          && host.equals(uri.getHost())
          && (uri.getRawPath() + query).equals(path);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
