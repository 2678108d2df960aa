package dev.slipway.manifest.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks each kind of sources about each folder that could be a service. */
final class Detection {
  private static final int DEEPEST = 3;

  private final SourceFolder sources;

  Detection(SourceFolder sources) {
    this.sources = sources;
  }

  /** What is in the folders; a folder below a detected one is part of it. */
  List<Detected> all() {
    var candidates = new LinkedHashSet<String>();
    for (var marker :
        List.of(
            "package.json",
            "manage.py",
            "pyproject.toml",
            "requirements.txt",
            "Pipfile",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "go.mod",
            "index.html")) {
      candidates.addAll(sources.foldersWith(marker));
    }
    if (sources.has(".", "src")) {
      candidates.add(".");
    }
    var found = new ArrayList<Detected>();
    var sorted =
        candidates.stream()
            .filter(folder -> folder.equals(".") || Path.of(folder).getNameCount() <= DEEPEST)
            .sorted(
                Comparator.comparingInt(
                        (String folder) -> folder.equals(".") ? 0 : Path.of(folder).getNameCount())
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (var folder : sorted) {
      var isPart =
          found.stream()
              .anyMatch(
                  other -> !other.source().equals(".") && folder.startsWith(other.source() + "/"));
      var rootTaken = found.stream().anyMatch(other -> other.source().equals("."));
      if (!isPart && !rootTaken) {
        detect(folder).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Detected> detect(String folder) {
    return new PythonSources(sources)
        .detect(folder)
        .or(() -> new NodeSources(sources).detect(folder))
        .or(() -> new JvmSources(sources).detect(folder))
        .or(() -> new OtherSources(sources).detect(folder));
  }

  /** The folder of numbered SQL files, if there is one. */
  Optional<String> migrations() {
    var counts = new TreeMap<String, Integer>();
    sources.files().stream()
        .filter(file -> file.getFileName().toString().matches("(?:V?\\d+[._-].*|V\\d+__.*)\\.sql"))
        .forEach(file -> counts.merge(SourceFolder.folderOf(file), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("."))
        .max(
            Comparator.comparingInt((Map.Entry<String, Integer> entry) -> entry.getValue())
                .thenComparingInt(entry -> -entry.getKey().length()))
        .map(Map.Entry::getKey);
  }
}
