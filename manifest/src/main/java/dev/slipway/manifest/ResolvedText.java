package dev.slipway.manifest;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.binding.Defaults;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Shapes;
import dev.slipway.manifest.model.App;
import dev.slipway.manifest.model.Environment;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.NodeText;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.TreeException;
import dev.slipway.manifest.tree.YamlTree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment with everything said: the application's parts as they are there, each default
 * written out. The text is a manifest itself, and means the same.
 */
public final class ResolvedText {
  private ResolvedText() {}

  /** The manifest of a file without mistakes, as it is in one of its environments. */
  public static String of(String text, String environment) {
    var manifest = ManifestReader.parse(ManifestReader.FILE_NAME, text).orThrow();
    var root = tree(text);
    var resolution = new Resolution(manifest.app(), root, new Mistakes());
    var isPreview =
        environment.equals(Resolution.PREVIEW) && manifest.environment(environment).isEmpty();
    var resolved =
        (isPreview ? resolution.preview() : written(manifest, root, environment, resolution))
            .orElseThrow(() -> unknown(manifest, environment));
    return NodeText.of(whole(root, resolved, environment));
  }

  private static Optional<Resolution.Resolved> written(
      Manifest manifest, Node.Mapping root, String environment, Resolution resolution) {
    if (manifest.environment(environment).isEmpty()) {
      return Optional.empty();
    }
    var written =
        root.value("environments").orElse(null) instanceof Node.Mapping environments
            ? environments.value(environment)
            : Optional.<Node>empty();
    return Optional.of(
        resolution.resolve(environment, written.orElseGet(() -> Node.Mapping.empty(Place.START))));
  }

  private static ProblemException unknown(Manifest manifest, String environment) {
    var names = new LinkedHashSet<>(manifest.environments().keySet());
    if (manifest.previewTemplate().isPresent()) {
      names.add(Resolution.PREVIEW);
    }
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-1031",
            manifest.name() + " has no environment \"" + environment + "\"",
            Suggestion.nearest(environment, names)
                .map(near -> "did you mean " + near + "?")
                .orElse("it has " + String.join(", ", names)))
        .exception();
  }

  private static Node.Mapping whole(Node.Mapping root, Resolution.Resolved resolved, String name) {
    var shape = Shapes.of(App.class);
    var whole = new LinkedHashMap<String, Node.Entry>();
    for (var key :
        List.of(
            "app",
            "description",
            "services",
            "databases",
            "redis",
            "buckets",
            "mail",
            "groups",
            "jobs",
            "checks",
            "alerts",
            "probes")) {
      resolved
          .tree()
          .value(key)
          .or(() -> root.value(key))
          .filter(node -> !(node instanceof Node.Mapping mapping && mapping.entries().isEmpty()))
          .map(node -> Defaults.filledIn(shape.of(key), node))
          .map(node -> key.equals("services") ? withoutIdlePaths(node) : node)
          .ifPresent(node -> whole.put(key, new Node.Entry(node.place(), node)));
    }
    var settings =
        resolved.tree().value("environment").orElse(null) instanceof Node.Mapping mapping
            ? mapping
            : Node.Mapping.empty(Place.START);
    var kept = new LinkedHashMap<>(settings.entries());
    // What the environment changes is in the parts by now.
    kept.keySet()
        .removeAll(
            List.of(
                "services",
                "databases",
                "redis",
                "buckets",
                "groups",
                "jobs",
                "checks",
                "probes",
                "env",
                "backup"));
    var said =
        (Node.Mapping)
            Defaults.filledIn(
                Shapes.of(Environment.class), new Node.Mapping(settings.place(), kept));
    var clean = new LinkedHashMap<>(said.entries());
    clean
        .values()
        .removeIf(
            entry -> entry.value() instanceof Node.Mapping mapping && mapping.entries().isEmpty());
    clean
        .values()
        .removeIf(entry -> entry.value() instanceof Node.Sequence list && list.items().isEmpty());
    var environments =
        new Node.Mapping(
            settings.place(),
            Map.of(
                name, new Node.Entry(settings.place(), new Node.Mapping(settings.place(), clean))));
    whole.put("environments", new Node.Entry(settings.place(), environments));
    return new Node.Mapping(root.place(), whole);
  }

  /** A health that asks no path shows none. */
  private static Node withoutIdlePaths(Node services) {
    if (!(services instanceof Node.Mapping all)) {
      return services;
    }
    var changed = all;
    for (var name : all.entries().keySet()) {
      if (all.value(name).orElse(null) instanceof Node.Mapping service
          && service.value("health").orElse(null) instanceof Node.Mapping health
          && health.value("kind").orElse(null) instanceof Node.Scalar kind
          && !kind.text().equals("http")) {
        var kept = new LinkedHashMap<>(health.entries());
        kept.remove("path");
        changed =
            changed.with(name, service.with("health", new Node.Mapping(health.place(), kept)));
      }
    }
    return changed;
  }

  private static Node.Mapping tree(String text) {
    try {
      var root = YamlTree.read(text, YamlTree.Anchors.REFUSED, mistake -> {});
      return Shapes.of(App.class).normal(root) instanceof Node.Mapping mapping
          ? mapping
          : Node.Mapping.empty(root.place());
    } catch (TreeException e) {
      throw e.mistake().problem().exception(e);
    }
  }
}
