package dev.slipway.manifest.init;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Go, and folders that are sites as they are. */
final class OtherSources {
  private final SourceFolder sources;

  OtherSources(SourceFolder sources) {
    this.sources = sources;
  }

  Optional<Detected> detect(String folder) {
    var go = sources.text(folder, "go.mod");
    if (!go.isBlank()) {
      return go(folder, go);
    }
    return sources.has(folder, "index.html")
        ? Optional.of(
            new Detected(
                folder,
                "static files",
                Detected.Settings.site("", "."),
                Optional.empty(),
                Set.of()))
        : Optional.empty();
  }

  private Optional<Detected> go(String folder, String uses) {
    var main =
        sources.below(folder, ".go").stream()
            .filter(
                file ->
                    sources.text(file).contains("package main")
                        && sources.text(file).contains("func main("))
            .map(SourceFolder::folderOf)
            .min(Comparator.comparingInt(OtherSources::rank));
    if (main.isEmpty()) {
      return Optional.empty();
    }
    var start = folder.equals(".") ? "" : folder;
    var inside =
        main.get().equals(folder) || main.get().equals(".")
            ? "."
            : "./" + (start.isEmpty() ? main.get() : main.get().substring(start.length() + 1));
    var servers = new LinkedHashSet<String>();
    if (uses.contains("jackc/pgx") || uses.contains("lib/pq")) {
      servers.add("postgresql");
    }
    if (uses.contains("redis")) {
      servers.add("redis");
    }
    return Optional.of(
        new Detected(
            folder,
            "Go",
            Detected.Settings.web(
                "go build -o app " + inside, "./app", sources.healthPath(folder, ".go")),
            Optional.empty(),
            servers));
  }

  /**
   * Of several programs the one that serves, by the names that people give it; stable otherwise.
   */
  private static int rank(String folder) {
    var name = folder.substring(folder.lastIndexOf('/') + 1);
    if (folder.equals(".") || List.of("server", "web", "api", "app").contains(name)) {
      return 0;
    }
    return name.matches(".*(?:migrat|seed|tool|cli|worker|gen|test|example|script).*") ? 2 : 1;
  }
}
