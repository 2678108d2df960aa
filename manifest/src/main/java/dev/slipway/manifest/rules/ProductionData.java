package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.DataSourceKind;
import dev.slipway.manifest.tree.Places;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Nobody but production touches production's data (capability 4). */
final class ProductionData implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    var production = new HashSet<String>();
    subject.environments().stream()
        .filter(each -> each.environment().isProduction())
        .forEach(each -> production.add(each.environment().name()));
    for (var each : subject.environments()) {
      each.environment()
          .databases()
          .forEach(
              (name, database) -> {
                var source = database.source();
                if (source.kind() != DataSourceKind.SHARED || source.from().isEmpty()) {
                  return;
                }
                var other = source.from().get();
                var here = each.environment().isProduction();
                if (here || production.contains(other)) {
                  mistakes.add(
                      Places.find(each.tree(), "databases", name, "source"),
                      "SLIP-1023",
                      (here ? each.environment().name() : other)
                          + " is production and shares its database with "
                          + (here ? other : each.environment().name()),
                      "write { kind: masked, from: "
                          + (here ? each.environment().name() : other)
                          + " } in the other environment: a copy with personal data changed");
                }
              });
    }
    sameAddress(subject, mistakes);
    preview(subject, production, mistakes);
  }

  /** A database's address in plain that production has too. */
  private static void sameAddress(Subject subject, Mistakes mistakes) {
    var addresses = new HashMap<String, String>();
    for (var pass : List.of(true, false)) {
      for (var each : subject.environments()) {
        if (each.environment().isProduction() != pass) {
          continue;
        }
        each.environment()
            .services()
            .forEach(
                (name, service) ->
                    service
                        .env()
                        .forEach(
                            (variable, value) -> {
                              var address = value.value().flatMap(DatabaseAddress::of);
                              if (address.isEmpty()) {
                                return;
                              }
                              var other =
                                  pass
                                      ? addresses.putIfAbsent(
                                          address.get(), each.environment().name())
                                      : addresses.get(address.get());
                              if (other != null && !other.equals(each.environment().name())) {
                                mistakes.add(
                                    Places.find(each.tree(), "services", name, "env", variable),
                                    "SLIP-1023",
                                    "the database at "
                                        + address.get()
                                        + " is "
                                        + other
                                        + "'s, which is production",
                                    "give " + each.environment().name() + " a database of its own");
                              }
                            }));
      }
    }
  }

  private static void preview(Subject subject, Set<String> production, Mistakes mistakes) {
    subject
        .app()
        .preview()
        .filter(preview -> production.contains(preview.basedOn()))
        .ifPresent(
            preview ->
                mistakes.add(
                    subject.place("preview", "based-on"),
                    "SLIP-1023",
                    "previews can't take over the settings of "
                        + preview.basedOn()
                        + ", which is production",
                    "base them on an environment without real users' data"));
  }
}
