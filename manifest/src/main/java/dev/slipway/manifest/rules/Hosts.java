package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.HashMap;

/** A host name leads to one place. */
final class Hosts implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    var taken = new HashMap<String, String>();
    for (var each : subject.environments()) {
      var name = each.environment().name();
      var domains = each.environment().settings().domains();
      for (var i = 0; i < domains.size(); i++) {
        var domain = domains.get(i);
        var domainAt = i;
        var key = domain.host();
        port(domain.host(), Places.find(each.tree(), "environment", "domains", i), mistakes);
        domain
            .redirect()
            .ifPresent(
                to -> {
                  var place =
                      Places.find(each.tree(), "environment", "domains", domainAt, "redirect");
                  port(to, place, mistakes);
                });
        var other = taken.putIfAbsent(key, name);
        if (other != null) {
          mistakes.add(
              Places.find(each.tree(), "environment", "domains", i),
              "SLIP-1027",
              domain.host()
                  + (other.equals(name)
                      ? " stands twice"
                      : " is environments." + other + "'s already"),
              "give each environment host names of its own");
        }
        if (domain.redirect().filter(domain.host()::equals).isPresent()) {
          mistakes.add(
              Places.find(each.tree(), "environment", "domains", i, "redirect"),
              "SLIP-1027",
              "the host leads to itself",
              "name the host that it should lead to");
        }
      }
    }
  }

  private static void port(String host, Place place, Mistakes mistakes) {
    var colon = host.indexOf(':');
    if (colon < 0) {
      return;
    }
    var name = host.substring(0, colon);
    mistakes.add(
        place,
        "SLIP-1027",
        host + " has a port, and a host name has none: the edge listens on one port for all",
        name.equals("localhost")
            ? "remove it: without domains an environment is APP-ENVIRONMENT.localhost"
            : "write " + name + "; the port that a service listens on is services.NAME.port");
  }
}
