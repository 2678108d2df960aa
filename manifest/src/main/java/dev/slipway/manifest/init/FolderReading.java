package dev.slipway.manifest.init;

import dev.slipway.manifest.drafts.Draft;
import dev.slipway.manifest.imports.ForeignFile;
import dev.slipway.manifest.imports.Import;
import dev.slipway.manifest.imports.Importers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder's files in the order in which they are heard: those about the whole, those about one
 * service, the sources themselves, and what only adds to them.
 */
final class FolderReading {
  /** Files that speak of the whole application, the first that is there is read. */
  private static final List<String> WHOLE =
      List.of(
          "compose.yaml",
          "compose.yml",
          "docker-compose.yml",
          "docker-compose.yaml",
          "render.yaml",
          "render.yml");

  /** What docker compose lays over the file by itself, the first that is there. */
  private static final List<String> OVER =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");

  /** Files that lie in the folder of the service that they are about. */
  private static final Set<String> OF_A_SERVICE =
      Set.of("fly", "railway", "vercel", "app.json", "procfile");

  private final SourceFolder sources;
  private final Making making = new Making();
  private final Draft draft = making.draft();

  FolderReading(SourceFolder sources) {
    this.sources = sources;
  }

  Initialization.Result make() {
    var detection = new Detection(sources);
    var detected = detection.all();
    var isAlone = wholes();
    single(detected, List.of("fly", "railway", "vercel", "app.json", "procfile"));
    detected(detected, detection.migrations(), isAlone);
    single(detected, List.of("prisma", "django", "env"));
    draft.put(Import.nameOf(String.valueOf(sources.root().getFileName())), "app");
    return making.finished(Optional.of(sources.root()));
  }

  /** Reads the file that speaks of the whole; returns whether there is none. */
  private boolean wholes() {
    var whole = WHOLE.stream().filter(name -> sources.has(".", name)).toList();
    if (whole.isEmpty()) {
      return true;
    }
    var first = whole.getFirst();
    var over =
        first.contains("compose")
            ? OVER.stream().filter(name -> sources.has(".", name)).limit(1).toList()
            : List.<String>of();
    read(Path.of(first), over, ".", "web");
    whole.stream()
        .skip(1)
        .forEach(
            name ->
                making.tell(
                    name
                        + " was not read, since "
                        + first
                        + " speaks of the same; see slipway init --from "
                        + name));
    sources.files().stream()
        .filter(file -> file.getNameCount() == 1 && !WHOLE.contains(file.toString()))
        .filter(file -> !over.contains(file.toString()))
        .filter(
            file ->
                Importers.forPath(file).filter(each -> each.kind().equals("compose")).isPresent())
        .forEach(
            file ->
                making.tell(
                    file
                        + " was not read: it changes another compose file for one machine or place;"
                        + " see slipway init --print --from "
                        + (first.contains("compose") ? first + " --from " : "")
                        + file));
    return false;
  }

  private void detected(List<Detected> detected, Optional<String> migrations, boolean isAlone) {
    var part = new DetectedPart(draft);
    for (var each : detected) {
      var name = serviceOf(each.source(), detected);
      var where = each.source().equals(".") ? "this folder" : each.source();
      if (isAlone || runsOnlyServers() || draft.has("services", name)) {
        making.tell(each.framework() + " in " + where);
        part.add(each, name);
      } else {
        making.tell(
            each.framework()
                + " in "
                + where
                + " was not taken over, since no service of the file above has it as"
                + " source: add it under services if it runs by itself");
      }
      part.servers(each, name, migrations);
    }
    if (draft.names("databases").isEmpty() && migrations.isPresent()) {
      draft.put(migrations.get(), "databases", "main", "migrations");
    }
  }

  /** Whether what the files say runs is other people's: the application itself is not in them. */
  private boolean runsOnlyServers() {
    return draft.names("services").stream().allMatch(this::isServer);
  }

  private boolean isServer(String service) {
    return draft.text("services", service, "image").filter(Importers::isServer).isPresent();
  }

  /** Files about one service: they lie in its folder. */
  private void single(List<Detected> detected, List<String> kinds) {
    for (var kind : kinds) {
      var read = new HashSet<String>();
      for (var file : sources.files()) {
        var importer = Importers.forPath(file);
        var folder = SourceFolder.folderOf(file);
        var isOne =
            importer.filter(each -> each.kind().equals(kind)).isPresent()
                && file.getNameCount() <= 4;
        if (isOne && read.add(folder)) {
          var home = OF_A_SERVICE.contains(kind) ? folder : home(folder, detected);
          read(file, List.of(), home, serviceOf(home, detected));
        }
      }
    }
  }

  /** The detected folder that a file lies in: a Prisma schema lies one below. */
  private static String home(String folder, List<Detected> detected) {
    return detected.stream()
        .map(Detected::source)
        .filter(source -> folder.equals(source) || folder.startsWith(source + "/"))
        .max(Comparator.comparingInt(String::length))
        .orElseGet(
            () ->
                folder.contains("/")
                        && detected.stream().noneMatch(each -> each.source().equals("."))
                    ? folder.substring(0, folder.indexOf('/'))
                    : ".");
  }

  private String serviceOf(String folder, List<Detected> detected) {
    return draft.names("services").stream()
        .filter(name -> !isServer(name))
        .filter(name -> draft.text("services", name, "source").orElse(".").equals(folder))
        .findFirst()
        .or(
            () ->
                detected.stream()
                    .filter(each -> each.source().equals(folder))
                    .map(Detected::serviceName)
                    .findFirst())
        .orElseGet(
            () ->
                folder.equals(".")
                    ? draft.names("services").stream().findFirst().orElse("web")
                    : Import.nameOf(folder));
  }

  private void read(Path file, List<String> over, String home, String service) {
    var foreign = foreign(file);
    if (!foreign.text().isBlank()) {
      var layers = over.stream().map(name -> foreign(Path.of(name))).toList();
      Importers.forPath(file)
          .ifPresent(importer -> making.read(importer, foreign, layers, home, service));
    }
  }

  private ForeignFile foreign(Path file) {
    return new ForeignFile(file.toString().replace('\\', '/'), sources.text(file));
  }
}
