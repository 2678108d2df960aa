package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Target;
import dev.slipway.manifest.tree.Places;
import java.util.HashMap;

/** On one machine a port has one listener. */
final class Ports implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      var taken = new HashMap<Integer, String>();
      each.environment()
          .services()
          .forEach(
              (name, service) -> {
                if (service.port().isEmpty()
                    || service.target().orElse(Target.PROCESS) != Target.PROCESS) {
                  return;
                }
                var port = service.port().get();
                var place = Places.find(each.tree(), "services", name, "port");
                var other = taken.putIfAbsent(port, name);
                if (other != null) {
                  mistakes.add(
                      place,
                      "SLIP-1021",
                      "port " + port + " is services." + other + "'s already",
                      "remove port and listen on $PORT, or write another");
                } else if (service.replicas() > 1) {
                  mistakes.add(
                      place,
                      "SLIP-1021",
                      service.replicas()
                          + " instances can't all listen on port "
                          + port
                          + " of one machine",
                      "remove port and listen on $PORT, which differs for each");
                }
              });
    }
  }
}
