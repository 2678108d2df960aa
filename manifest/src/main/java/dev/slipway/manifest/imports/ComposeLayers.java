package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.TreeException;
import dev.slipway.manifest.tree.YamlTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What several compose files are together, with every service what it extends. */
final class ComposeLayers {
  private final Import into;
  private final Map<Place, String> tags = new HashMap<>();
  private final ComposeMerge merge;

  private ComposeLayers(Import into) {
    this.into = into;
    this.merge = new ComposeMerge(into.ledger(), tags);
  }

  static Node read(String text, Import into) throws TreeException {
    var layers = new ComposeLayers(into);
    var root = layers.tree(new ForeignFile(into.file(), text));
    for (var over : into.over()) {
      root = layers.merge.files(root, layers.tree(over));
    }
    return layers.extended(root);
  }

  private Node tree(ForeignFile file) throws TreeException {
    try {
      var read = YamlTree.readTagged(file.path(), file.text());
      tags.putAll(read.tags());
      return read.root();
    } catch (TreeException e) {
      throw e.in(file.path());
    }
  }

  private Node extended(Node root) {
    if (!(root instanceof Node.Mapping mapping)
        || !(mapping.value("services").orElse(null) instanceof Node.Mapping services)) {
      return root;
    }
    var whole = new LinkedHashMap<String, Node.Entry>();
    services
        .entries()
        .forEach(
            (name, entry) ->
                whole.put(
                    name,
                    new Node.Entry(
                        entry.keyPlace(), extended(entry.value(), services, new HashSet<>()))));
    return mapping.with("services", new Node.Mapping(services.place(), whole));
  }

  /**
   * A service with what the one has that it extends; one in another file is noted where it is read.
   */
  private Node extended(Node service, Node.Mapping services, Set<String> seen) {
    if (!(service instanceof Node.Mapping mapping) || mapping.value("extends").isEmpty()) {
      return service;
    }
    var reference = mapping.value("extends").get();
    var base = baseOf(reference).filter(seen::add).flatMap(services::value);
    if (base.isEmpty()) {
      return service;
    }
    var own = new LinkedHashMap<>(mapping.entries());
    own.remove("extends");
    into.note(reference, "what it extends is written out");
    return merge.services(
        extended(base.get(), services, seen), new Node.Mapping(mapping.place(), own));
  }

  /** The name of a service of these files. */
  private Optional<String> baseOf(Node reference) {
    if (reference instanceof Node.Mapping mapping) {
      var file = mapping.value("file").flatMap(Import::text).map(path -> path.replace("./", ""));
      return file.isEmpty() || file.get().equals(reference.place().file())
          ? mapping.value("service").flatMap(Import::text)
          : Optional.empty();
    }
    return Import.text(reference);
  }
}
