package dev.slipway.manifest;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Shapes;
import dev.slipway.manifest.model.App;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.manifest.rules.FolderRules;
import dev.slipway.manifest.rules.Rules;
import dev.slipway.manifest.rules.Subject;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.SourceText;
import dev.slipway.manifest.tree.TreeException;
import dev.slipway.manifest.tree.YamlTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Reads slipway.yaml: text to tree, tree to records, each environment resolved, all rules asked.
 */
public final class ManifestReader {
  public static final String FILE_NAME = "slipway.yaml";

  private ManifestReader() {}

  /** Reads a file, or the slipway.yaml of a folder, and looks for the folders that it names. */
  public static Reading read(Path path) {
    var file = Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
    var name = String.valueOf(file.getFileName());
    try {
      var text = SourceText.read(file);
      return parse(name, text, Optional.ofNullable(file.toAbsolutePath().getParent()));
    } catch (TreeException e) {
      return new Reading.Bad(name, List.of(e.mistake()));
    }
  }

  /** Reads a text; whether the folders that it names are there is not asked. */
  public static Reading parse(String name, String text) {
    return parse(name, text, Optional.empty());
  }

  /**
   * Reads a manifest that was kept with a release. It passed every rule of its day; a rule that
   * came later must not make a release unreadable that is a way back.
   */
  public static Manifest kept(String text) {
    return read(FILE_NAME, text, (subject, mistakes) -> {}).orThrow();
  }

  /** Reads a text as if it were a file of the folder, whose named folders are looked for. */
  public static Reading parse(String name, String text, Optional<Path> folder) {
    return read(
        name,
        text,
        (subject, mistakes) -> {
          Rules.check(subject, mistakes);
          folder.ifPresent(here -> FolderRules.check(subject, here, mistakes));
        });
  }

  private static Reading read(String name, String text, BiConsumer<Subject, Mistakes> rules) {
    var mistakes = new Mistakes();
    Node root;
    try {
      root = YamlTree.read(text, YamlTree.Anchors.REFUSED, mistakes::add);
    } catch (TreeException e) {
      mistakes.add(e.mistake());
      return new Reading.Bad(name, mistakes.inOrder());
    }
    var shape = Shapes.of(App.class);
    var app = (App) shape.read(root, mistakes);
    var resolution = new Resolution(app, root, mistakes);
    var environments = environments(resolution, root);
    var names = new LinkedHashSet<String>();
    environments.forEach(each -> names.add(each.environment().name()));
    var preview = resolution.preview();
    var all = Stream.concat(environments.stream(), preview.stream()).toList();
    var subject = new Subject(app, shape.normal(root), names, all);
    rules.accept(subject, mistakes);
    if (!mistakes.isEmpty()) {
      return new Reading.Bad(name, mistakes.inOrder());
    }
    var byName = new LinkedHashMap<String, ResolvedEnvironment>();
    environments.forEach(each -> byName.put(each.environment().name(), each.environment()));
    return new Reading.Good(
        name,
        new Manifest(
            app,
            Collections.unmodifiableMap(byName),
            preview.map(Resolution.Resolved::environment)));
  }

  private static List<Resolution.Resolved> environments(Resolution resolution, Node root) {
    var resolved = new ArrayList<Resolution.Resolved>();
    if (root instanceof Node.Mapping mapping
        && mapping.value("environments").orElse(null) instanceof Node.Mapping written) {
      written
          .entries()
          .forEach((name, entry) -> resolved.add(resolution.resolve(name, entry.value())));
    }
    if (resolved.isEmpty()) {
      var nothing = Node.Mapping.empty(new Place(1, 1, "environments.development"));
      resolved.add(resolution.resolve("development", nothing));
    }
    return resolved;
  }
}
