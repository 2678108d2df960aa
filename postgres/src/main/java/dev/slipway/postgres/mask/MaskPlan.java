package dev.slipway.postgres.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which rule each column falls under. Columns that are tied by a key share one; what looks personal
 * and has none is a mistake, and so is a rule that meets no column.
 */
final class MaskPlan {
  private final Columns columns;
  private final Map<String, MaskRule> rules = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  MaskPlan(Columns columns, Map<String, MaskRule> wanted) {
    this.columns = columns;
    var names = columns.all().stream().map(Columns::name).toList();
    wanted.forEach(
        (name, rule) -> {
          var full = name.chars().filter(c -> c == '.').count() == 1 ? "public." + name : name;
          if (names.contains(full)) {
            rules.put(full, rule);
          } else {
            mistakes.add(name + ": there is no such column");
          }
        });
    spread();
    checkTypes();
    checkNames();
  }

  /** A key and what it points at have to change alike, or nothing fits together any more. */
  private void spread() {
    for (var changed = true; changed; ) {
      changed = false;
      for (var key : columns.keys()) {
        var from = rules.get(key.from());
        var to = rules.get(key.to());
        if (from == null && to != null && to.changes()) {
          rules.put(key.from(), to);
          changed = true;
        } else if (to == null && from != null && from.changes()) {
          rules.put(key.to(), from);
          changed = true;
        }
      }
    }
    for (var key : columns.keys()) {
      var from = rules.get(key.from());
      var to = rules.get(key.to());
      if (from != null && to != null && from != to) {
        mistakes.add(
            key.from()
                + ": is masked as "
                + word(from)
                + ", but points at "
                + key.to()
                + ", as "
                + word(to));
      }
    }
  }

  private void checkTypes() {
    for (var column : columns.all()) {
      var rule = rules.get(Columns.name(column));
      if (rule != null
          && rule.changes()
          && !column.nature().generated()
          && new MaskExpression(column, rule).sql().isEmpty()) {
        mistakes.add(
            Columns.name(column)
                + ": "
                + word(rule)
                + " can't mask a value of type "
                + column.type());
      }
    }
  }

  private void checkNames() {
    for (var column : columns.all()) {
      if (!rules.containsKey(Columns.name(column)) && !column.nature().generated()) {
        PersonalNames.reason(column)
            .ifPresent(
                reason -> mistakes.add(Columns.name(column) + ": " + reason + " and has no rule"));
      }
    }
  }

  private static String word(MaskRule rule) {
    return rule.name().toLowerCase(java.util.Locale.ROOT);
  }

  List<String> mistakes() {
    return mistakes.stream().distinct().toList();
  }

  Optional<MaskRule> rule(Column column) {
    return Optional.ofNullable(rules.get(Columns.name(column)));
  }

  /** Columns whose values are replaced. */
  List<Column> changing(List<Column> of) {
    return of.stream()
        .filter(column -> !column.nature().generated())
        .filter(column -> rule(column).map(MaskRule::changes).orElse(false))
        .toList();
  }

  /** Columns that are tied by a key and were changed. */
  List<Columns.Key> changedKeys() {
    return columns.keys().stream()
        .filter(
            key -> {
              var rule = rules.get(key.from());
              return rule != null && rule.changes();
            })
        .toList();
  }

  Columns columns() {
    return columns;
  }
}
