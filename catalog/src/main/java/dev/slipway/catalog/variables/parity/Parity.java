package dev.slipway.catalog.variables.parity;

import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.catalog.variables.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two environments of one application beside each other. */
public final class Parity {
  private final Configuration left;
  private final Configuration right;
  private final Expectations expectations;

  private Parity(Configuration left, Configuration right, Expectations expectations) {
    this.left = left;
    this.right = right;
    this.expectations = expectations;
  }

  /** All variables of both, each with what is wrong with it. */
  public static ParityReport between(
      Configuration left, Configuration right, Expectations expectations) {
    return new Parity(left, right, expectations).report();
  }

  private ParityReport report() {
    var rows = new ArrayList<ParityReport.Row>();
    for (var key : keys()) {
      var one = left.value(key.holder(), key.name());
      var other = right.value(key.holder(), key.name());
      rows.add(
          new ParityReport.Row(
              key.holder(), key.name(), shown(one), shown(other), findings(key, one, other)));
    }
    rows.addAll(unsetButNeeded());
    rows.addAll(shared());
    return new ParityReport(
        left.environment().environment(), right.environment().environment(), rows);
  }

  /** A name for a holder, in the order of the table. */
  private record Key(Holder holder, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      var byName = name.compareTo(other.name);
      return byName != 0 ? byName : holder.compareTo(other.holder);
    }
  }

  private Set<Key> keys() {
    return Stream.of(left, right)
        .map(Configuration::variables)
        .flatMap(Collection::stream)
        .map(variable -> new Key(variable.holder(), variable.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Finding> findings(Key key, Optional<Value> one, Optional<Value> other) {
    var findings = new ArrayList<Finding>();
    if (one.isEmpty() || other.isEmpty()) {
      var absent = one.isEmpty() ? left : right;
      if (!isSetOtherwise(absent, key.name())) {
        findings.add(missing(key.name(), absent));
      }
    } else {
      sameAsProduction(key.name(), one.get(), other.get()).ifPresent(findings::add);
      if (readable(one.get()) != readable(other.get())) {
        var open = readable(one.get()) ? left : right;
        findings.add(Finding.warning("readable in " + name(open) + ", a secret in the other"));
      }
    }
    one.ifPresent(value -> findings.addAll(alone(key.name(), value, left, right)));
    other.ifPresent(value -> findings.addAll(alone(key.name(), value, right, left)));
    return findings.stream().distinct().toList();
  }

  /** What is wrong in one environment only names it, unless the table shows it by itself. */
  private List<Finding> alone(String name, Value value, Configuration here, Configuration beside) {
    return ValueRules.of(name, value, isProduction(here)).stream()
        .map(
            finding ->
                here.environment().equals(beside.environment())
                    ? finding
                    : new Finding(finding.level(), name(here) + ": " + finding.text()))
        .toList();
  }

  /** Set for all, in a group or in a service: somebody gets it although this holder has none. */
  private static boolean isSetOtherwise(Configuration configuration, String name) {
    return configuration.variables().stream()
        .anyMatch(variable -> variable.name().equals(name) && variable.holder().equals(Holder.ALL));
  }

  private Finding missing(String name, Configuration absent) {
    var needed = needs(name);
    if (needed.isEmpty()) {
      return Finding.warning("missing in " + name(absent));
    }
    return Finding.error("missing in " + name(absent) + "; " + needed.get());
  }

  /** Who would miss it: {@code backend reads it (storage.service.js)}. */
  private Optional<String> needs(String name) {
    var read =
        expectations.reads().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .map(it -> it.service() + " reads it (" + it.where() + ")");
    return read.or(
        () ->
            expectations.required().entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .findFirst()
                .map(entry -> entry.getKey() + " needs it (slipway.yaml)"));
  }

  private Optional<Finding> sameAsProduction(String name, Value one, Value other) {
    if (isProduction(left) == isProduction(right)) {
      return Optional.empty();
    }
    var away = isProduction(left) ? right : left;
    return SameAsProduction.of(
        name, isProduction(left) ? other : one, isProduction(left) ? one : other, name(away));
  }

  /** Names that the manifest requires and neither environment has. */
  private List<ParityReport.Row> unsetButNeeded() {
    var set = new HashSet<String>();
    Stream.of(left, right)
        .forEach(side -> side.variables().stream().map(Variable::name).forEach(set::add));
    var rows = new TreeMap<String, ParityReport.Row>();
    expectations
        .required()
        .forEach(
            (service, names) ->
                names.stream()
                    .filter(name -> !set.contains(name))
                    .forEach(
                        name ->
                            rows.put(
                                name,
                                absentRow(
                                    service,
                                    name,
                                    Finding.error(
                                        "missing in both; "
                                            + service
                                            + " needs it (slipway.yaml)")))));
    return List.copyOf(rows.values());
  }

  private static ParityReport.Row absentRow(String service, String name, Finding finding) {
    return new ParityReport.Row(Holder.service(service), name, "–", "–", List.of(finding));
  }

  private List<ParityReport.Row> shared() {
    var rows = new ArrayList<ParityReport.Row>();
    var sides =
        left.environment().equals(right.environment()) ? List.of(left) : List.of(left, right);
    for (var side : sides) {
      for (var shared : expectations.shared()) {
        rows.addAll(SharedValues.of(shared, side, expectations.groups()));
      }
    }
    return rows;
  }

  private boolean isProduction(Configuration side) {
    return name(side).equals(expectations.production());
  }

  private static String name(Configuration side) {
    return side.environment().environment();
  }

  private static boolean readable(Value value) {
    return value instanceof Value.Plain;
  }

  private static String shown(Optional<Value> value) {
    return value
        .map(it -> it instanceof Value.Secret ? it.shown() + " (secret)" : it.shown())
        .orElse("–");
  }

  /** One environment alone: what is wrong with it whatever the others have. */
  public static ParityReport of(Configuration only, Expectations expectations) {
    return between(only, only, expectations);
  }

  static Map<String, Value> effective(
      Configuration side, String service, Map<String, List<String>> groups) {
    return side.of(service, groups.getOrDefault(service, List.of()));
  }
}
