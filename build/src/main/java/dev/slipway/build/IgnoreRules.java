package dev.slipway.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;

/** The rules of a folder and of all folders above it; the nearest that says something decides. */
final class IgnoreRules {
  private static final List<String> FILES = List.of(".gitignore", ".slipwayignore");

  private record Level(Path folder, IgnoreNode rules) {}

  private final List<Level> levels;

  private IgnoreRules(List<Level> levels) {
    this.levels = levels;
  }

  /** The rules at a source's root: those of its repository's folders above it count as well. */
  static IgnoreRules at(Path root) throws IOException {
    var folders = new ArrayList<Path>();
    for (var folder = Optional.of(root); folder.isPresent(); folder = above(folder.get())) {
      folders.addFirst(folder.get());
      if (Files.exists(folder.get().resolve(".git"))) {
        break;
      }
      if (above(folder.get()).isEmpty()) {
        folders.clear();
        folders.add(root);
      }
    }
    var rules = new IgnoreRules(List.of());
    for (var folder : folders) {
      rules = rules.below(folder);
    }
    return rules;
  }

  private static Optional<Path> above(Path folder) {
    return Optional.ofNullable(folder.getParent());
  }

  IgnoreRules below(Path folder) throws IOException {
    var node = new IgnoreNode();
    for (var name : FILES) {
      var file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        try (var in = Files.newInputStream(file)) {
          node.parse(in);
        }
      }
    }
    if (node.getRules().isEmpty()) {
      return this;
    }
    var more = new ArrayList<>(levels);
    more.addFirst(new Level(folder, node));
    return new IgnoreRules(more);
  }

  boolean ignores(Path path, boolean isFolder) {
    for (var level : levels) {
      var verdict =
          level.rules().checkIgnored(level.folder().relativize(path).toString(), isFolder);
      if (verdict != null) {
        return verdict;
      }
    }
    return false;
  }
}
