package dev.slipway.manifest.tree;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/** The anchors of a YAML file, and what its aliases stand for. */
final class YamlAnchors {
  /** What an alias stands for, and how many values that is. */
  record Anchored(Node node, int weight) {}

  private final YamlTree.Anchors treatment;
  private final Consumer<Mistake> mistakes;
  private final Map<String, Anchored> anchored = new HashMap<>();

  YamlAnchors(YamlTree.Anchors treatment, Consumer<Mistake> mistakes) {
    this.treatment = treatment;
    this.mistakes = mistakes;
  }

  boolean areExpanded() {
    return treatment == YamlTree.Anchors.EXPANDED;
  }

  /** The name that the value which starts here is given; empty where names are refused. */
  Optional<String> nameOf(Event event, Place place) {
    if (!(event instanceof NodeEvent node) || node.getAnchor().isEmpty()) {
      return Optional.empty();
    }
    var name = node.getAnchor().get().getValue();
    if (!areExpanded()) {
      mistakes.accept(
          Mistake.of(
              place,
              "SLIP-1003",
              "an anchor (&" + name + ") is not read here",
              "remove it, and write its value out where it is used"));
      return Optional.empty();
    }
    return Optional.of(name);
  }

  void keep(String name, Node node, int weight) {
    anchored.put(name, new Anchored(node, weight));
  }

  Anchored resolve(AliasEvent alias, Place place) throws TreeException {
    var name = alias.getAlias().getValue();
    if (!areExpanded()) {
      mistakes.accept(
          Mistake.of(
              place,
              "SLIP-1003",
              "an alias (*" + name + ") is not read here",
              "write the value out in full"));
      return new Anchored(new Node.Scalar(place, "", true), 1);
    }
    var found = anchored.get(name);
    if (found == null) {
      throw new TreeException(
          place,
          "SLIP-1003",
          "the alias *" + name + " has no anchor before it",
          "correct the name");
    }
    return found;
  }

  /** YAML's merge key: what is written here wins over what is merged in. */
  static void mergeInto(Map<String, Node.Entry> entries, Node merged) {
    switch (merged) {
      case Node.Mapping mapping -> mapping.entries().forEach(entries::putIfAbsent);
      case Node.Sequence several -> several.items().forEach(item -> mergeInto(entries, item));
      case Node.Scalar scalar -> {}
    }
  }
}
