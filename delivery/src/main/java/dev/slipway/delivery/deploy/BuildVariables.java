package dev.slipway.delivery.deploy;

import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.Variable;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a service's build sees of {@code build.env}: the texts. One build goes through all
 * environments, so what differs from one to the next can't be in it.
 */
record BuildVariables(Service service) {
  Map<String, String> given() {
    var given = new TreeMap<String, String>();
    declared()
        .forEach(
            (name, variable) ->
                variable
                    .template()
                    .filter(template -> template.isPlain())
                    .flatMap(template -> template.render(reference -> Optional.empty()))
                    .ifPresent(text -> given.put(name, text)));
    return given;
  }

  private List<String> leftOut() {
    return declared().keySet().stream()
        .filter(name -> !given().containsKey(name))
        .sorted()
        .toList();
  }

  private Map<String, Variable> declared() {
    return service.build().map(build -> build.env()).orElse(Map.of());
  }

  /** What slipway.yaml asks for and no build gets is said. */
  static List<Evidence> look(ResolvedEnvironment environment) {
    var found = new ArrayList<Evidence>();
    environment
        .services()
        .forEach(
            (name, service) -> {
              var left = new BuildVariables(service).leftOut();
              if (!left.isEmpty()) {
                found.add(
                    Evidence.caution(
                        "build of " + name,
                        String.join(", ", left)
                            + (left.size() == 1 ? " is" : " are")
                            + " not given to it: one build goes through all environments",
                        "read it when the service starts, or ask the page's own host:"
                            + " services.….path: /api"));
              }
            });
    return found;
  }
}
