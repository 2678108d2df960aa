package dev.slipway.delivery.deploy;

import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.util.List;

/** Whether somebody else has one of the environment's host names already. */
record HostNames(Traffic traffic) {
  List<Evidence> look(ResolvedEnvironment environment) {
    var own = environment.app() + "/" + environment.name();
    var taken = traffic.hostsOfOthers(own);
    return environment.settings().domains().stream()
        .map(
            domain -> {
              var holder = taken.get(domain.host());
              return holder == null
                  ? Evidence.good("domain", domain.host() + " is free for us")
                  : Evidence.bad(
                      "domain",
                      domain.host() + " is served by " + holder,
                      "name another one below environments." + environment.name() + ".domains");
            })
        .toList();
  }
}
