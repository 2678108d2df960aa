package dev.slipway.catalog.variables.parity;

import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the services that must share a secret do. */
final class SharedValues {
  private SharedValues() {}

  static List<ParityReport.Row> of(
      SharedSecret shared, Configuration side, Map<String, List<String>> groups) {
    var marks = new ArrayList<String>();
    var values = new HashSet<String>();
    var without = new ArrayList<String>();
    for (var service : new TreeSet<>(shared.services())) {
      var value = Parity.effective(side, service, groups).get(shared.name());
      if (value == null || value.isEmpty()) {
        without.add(service);
      } else {
        values.add(SameAsProduction.text(value));
        marks.add(service + " " + value(value));
      }
    }
    if (values.size() <= 1 && without.isEmpty()) {
      return List.of();
    }
    var services = new TreeSet<>(shared.services()).stream().collect(Collectors.joining(" and "));
    var fact =
        without.isEmpty()
            ? "differs in " + environment(side) + ": " + String.join(", ", marks)
            : "missing in " + environment(side) + " for " + String.join(" and ", without);
    var finding = Finding.error(fact + "; " + services + " must share it");
    return List.of(new ParityReport.Row(Holder.ALL, shared.name(), "", "", List.of(finding)));
  }

  private static String value(Value value) {
    return value instanceof Value.Plain ? "a readable value" : value.shown();
  }

  private static String environment(Configuration side) {
    return side.environment().environment();
  }
}
