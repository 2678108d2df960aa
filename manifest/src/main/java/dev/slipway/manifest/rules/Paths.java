package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Domain;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Places;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** At one host a path has one service that answers. */
final class Paths implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    subject.environments().forEach(each -> check(each, mistakes));
  }

  private static void check(Resolution.Resolved each, Mistakes mistakes) {
    // A host that names its service, or leads elsewhere, asks nobody's path.
    var host =
        each.environment().settings().domains().stream()
            .filter(domain -> domain.service().isEmpty() && domain.redirect().isEmpty())
            .map(Domain::host)
            .findFirst();
    if (host.isEmpty()) {
      return;
    }
    var byPath = new LinkedHashMap<String, List<String>>();
    each.environment()
        .services()
        .forEach(
            (name, service) -> {
              if (answers(service)) {
                byPath.computeIfAbsent(normal(service.path()), path -> new ArrayList<>()).add(name);
              }
            });
    byPath.forEach(
        (path, names) -> {
          if (names.size() > 1) {
            names.forEach(name -> tell(each, Map.entry(host.get(), path), name, names, mistakes));
          }
        });
  }

  private static boolean answers(Service service) {
    return service.reachable()
        && (service.kind() == ServiceKind.WEB || service.kind() == ServiceKind.STATIC);
  }

  private static String normal(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static void tell(
      Resolution.Resolved each,
      Map.Entry<String, String> address,
      String name,
      List<String> names,
      Mistakes mistakes) {
    var others = names.stream().filter(other -> !other.equals(name)).toList();
    var first = others.getFirst();
    mistakes.add(
        Places.find(each.tree(), "services", name, "path"),
        "SLIP-1027",
        name
            + " answers at "
            + address.getKey()
            + address.getValue()
            + ", where "
            + first
            + (others.size() == 1 ? " does too" : " and " + (others.size() - 1) + " more do too"),
        "give one of them a part of the address, as in path: /"
            + (names.indexOf(name) == 0 ? first : name)
            + "; write reachable: false if only services ask it; or give it a host of its own in"
            + " domains: { host: ..., service: "
            + (names.indexOf(name) == 0 ? first : name)
            + " }");
  }
}
