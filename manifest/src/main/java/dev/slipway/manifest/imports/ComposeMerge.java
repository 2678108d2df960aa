package dev.slipway.manifest.imports;

import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lays one compose file over another, and a service over the one that it extends, by docker
 * compose's rules: single values and commands are replaced, lists are joined, what has names or
 * targets is joined by them. {@code !reset} takes out what is below, {@code !override} stands for
 * all of it.
 */
final class ComposeMerge {
  private static final Set<String> REPLACED = Set.of("command", "entrypoint", "healthcheck.test");
  private static final Set<String> BY_NAME =
      Set.of(
          "environment",
          "labels",
          "annotations",
          "sysctls",
          "build.args",
          "build.labels",
          "deploy.labels",
          "depends_on",
          "networks",
          "extra_hosts");

  /** What a list of NAME=value, NAME or host:address begins with. */
  private static final Pattern NAME = Pattern.compile("^[^=:\\s]+(?=[=:]|$)");

  private static final Set<String> ONE_OR_SEVERAL =
      Set.of("env_file", "dns", "dns_search", "tmpfs", "label_file");
  private static final Set<String> BY_TARGET = Set.of("volumes", "devices", "secrets", "configs");

  private final Ledger ledger;
  private final Map<Place, String> tags;

  ComposeMerge(Ledger ledger, Map<Place, String> tags) {
    this.ledger = ledger;
    this.tags = tags;
  }

  /** A whole file over a whole file. */
  Node files(Node below, Node above) {
    // The first version of the format had services at the top.
    var isFirst =
        below instanceof Node.Mapping mapping && !mapping.entries().containsKey("services");
    return over(below, above, isFirst ? 1 : 0, "").orElse(below);
  }

  /** A service over the one that it extends. */
  Node services(Node below, Node above) {
    return over(below, above, 2, "").orElse(below);
  }

  /**
   * @param depth 0 for the file, 1 for services, 2 for a service: from there on keys have meanings
   * @param path the keys below the service
   * @return empty where the upper one takes the lower one out
   */
  private Optional<Node> over(Node below, Node above, int depth, String path) {
    var tag = tags.getOrDefault(above.place(), "");
    if (tag.equals("!reset")) {
      note(below, "taken out by " + where(above));
      note(above, "it takes out what " + where(below) + " says");
      return Optional.empty();
    }
    if (tag.equals("!override") || REPLACED.contains(path)) {
      return replaced(below, above);
    }
    if (above instanceof Node.Scalar scalar
        && scalar.isNull()
        && !path.startsWith("environment.")) {
      note(above, "nothing is said that " + where(below) + " doesn't say");
      return Optional.of(below);
    }
    var lowerNames = BY_NAME.contains(path) ? named(below) : Optional.<Node.Mapping>empty();
    var upperNames = BY_NAME.contains(path) ? named(above) : Optional.<Node.Mapping>empty();
    if (lowerNames.isPresent() && upperNames.isPresent()) {
      return Optional.of(mappings(lowerNames.get(), upperNames.get(), depth, path));
    }
    if (path.equals("build")) {
      return Optional.of(mappings(built(below), built(above), depth, path));
    }
    if (below instanceof Node.Mapping lower && above instanceof Node.Mapping upper) {
      return Optional.of(mappings(lower, upper, depth, path));
    }
    if (BY_TARGET.contains(path)
        && below instanceof Node.Sequence lower
        && above instanceof Node.Sequence upper) {
      return Optional.of(byTarget(lower, upper));
    }
    var areLists = below instanceof Node.Sequence && above instanceof Node.Sequence;
    if (areLists || ONE_OR_SEVERAL.contains(path)) {
      var items = new ArrayList<>(items(below));
      items.addAll(items(above));
      return Optional.of(new Node.Sequence(below.place(), items));
    }
    return replaced(below, above);
  }

  private Node mappings(Node.Mapping below, Node.Mapping above, int depth, String path) {
    var entries = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach(
            (key, entry) -> {
              var lower = entries.get(key);
              if (lower == null) {
                if (tags.getOrDefault(entry.value().place(), "").equals("!reset")) {
                  note(entry.value(), "it takes out what no file below says");
                } else {
                  entries.put(key, entry);
                }
                return;
              }
              var under = depth < 2 ? "" : Place.under(path, key);
              over(lower.value(), entry.value(), depth + 1, under)
                  .ifPresentOrElse(
                      node -> entries.put(key, new Node.Entry(entry.keyPlace(), node)),
                      () -> entries.remove(key));
            });
    return new Node.Mapping(above.place(), entries);
  }

  private static List<Node> items(Node node) {
    return node instanceof Node.Sequence list ? list.items() : List.of(node);
  }

  private Node byTarget(Node.Sequence below, Node.Sequence above) {
    var items = new LinkedHashMap<String, Node>();
    below.items().forEach(item -> items.put(target(item), item));
    for (var item : above.items()) {
      var lower = items.put(target(item), item);
      if (lower != null) {
        replaced(lower, item);
      }
    }
    return new Node.Sequence(below.place(), List.copyOf(items.values()));
  }

  /** Where in the container a volume is found; of what has no such place, all that it says. */
  private static String target(Node item) {
    if (item instanceof Node.Mapping mapping) {
      return mapping.value("target").flatMap(Import::text).orElse(item.toString());
    }
    var parts = Interpolation.of(Import.text(item).orElse("")).text().split(":", -1);
    return parts.length > 1 ? parts[1] : parts[0];
  }

  /**
   * {@code [A=1, B]} as {@code {A: 1, B: }}, where each value keeps its item's place; empty where
   * it is no such list.
   */
  private Optional<Node.Mapping> named(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return Optional.of(mapping);
    }
    var entries = new LinkedHashMap<String, Node.Entry>();
    for (var item : items(node)) {
      var text = Import.text(item).orElse("");
      var name = NAME.matcher(text);
      if (!name.find()) {
        return Optional.empty();
      }
      var value =
          name.end() == text.length()
              ? new Node.Scalar(item.place(), "", true)
              : new Node.Scalar(item.place(), text.substring(name.end() + 1), false);
      var before = entries.put(name.group(), new Node.Entry(item.place(), value));
      if (before != null) {
        replaced(before.value(), value);
      }
    }
    return Optional.of(new Node.Mapping(node.place(), entries));
  }

  private static Node.Mapping built(Node node) {
    return node instanceof Node.Mapping mapping
        ? mapping
        : Node.Mapping.empty(node.place()).with("context", node);
  }

  private Optional<Node> replaced(Node below, Node above) {
    note(below, "replaced by " + where(above));
    return Optional.of(above);
  }

  private void note(Node node, String reason) {
    ledger.noted("", node, reason);
  }

  private static String where(Node node) {
    return node.place().file() + ":" + node.place().line();
  }
}
