package dev.slipway.manifest.init;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.drafts.Draft;
import dev.slipway.manifest.drafts.DraftText;
import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.imports.Import;
import dev.slipway.manifest.imports.Importer;
import dev.slipway.manifest.imports.Importers;
import dev.slipway.manifest.tree.TreeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A slipway.yaml made from a folder, or from one file of another platform. */
public final class Initialization {
  /** Where editors find the schema, as seen from the file that is made. */
  public static final String SCHEMA = ".slipway/schema.json";

  /** Files that speak of the whole application, the first that is there is read. */
  private static final List<String> WHOLE =
      List.of(
          "compose.yaml",
          "compose.yml",
          "docker-compose.yml",
          "docker-compose.yaml",
          "render.yaml",
          "render.yml");

  /** Files that lie in the folder of the service that they are about. */
  private static final Set<String> OF_A_SERVICE =
      Set.of("fly", "railway", "vercel", "app.json", "procfile");

  private static final int MOST_REMARKS = 40;

  private final Draft draft = new Draft();
  private final Ledger ledger = new Ledger();
  private final List<String> found = new ArrayList<>();

  /**
   * What came of it.
   *
   * @param text the file, which passes check
   * @param found what was found and read, a line each
   * @param ledger what became of each value of the files that were read
   */
  public record Result(String text, List<String> found, Ledger ledger) {}

  private Initialization() {}

  /** From everything in a folder. */
  public static Result ofFolder(Path folder) throws IOException {
    return new Initialization().folder(new SourceFolder(folder.toAbsolutePath().normalize()));
  }

  /** From one file; the folders that it names are not looked for. */
  public static Result ofFile(String name, String text) {
    var making = new Initialization();
    var importer =
        Importers.forFile(name)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.BAD_INPUT,
                            "SLIP-1030",
                            name + " is none of the files that are read",
                            "these are: "
                                + String.join(
                                    ", ", Importers.ALL.stream().map(Importer::kind).toList()))
                        .exception());
    making.read(importer, name, ".", ".", "web", text);
    making.draft.put("app", "app");
    return making.finished(Optional.empty());
  }

  private Result folder(SourceFolder sources) {
    var detection = new Detection(sources);
    var detected = detection.all();
    var whole = WHOLE.stream().filter(name -> sources.has(".", name)).toList();
    whole.stream().limit(1).forEach(name -> read(sources, Path.of(name), ".", "web"));
    whole.stream()
        .skip(1)
        .forEach(
            name ->
                found.add(
                    name
                        + " was not read, since "
                        + whole.getFirst()
                        + " speaks of the same; see slipway init --from "
                        + name));
    sources.files().stream()
        .filter(file -> file.getNameCount() == 1 && !WHOLE.contains(file.toString()))
        .filter(
            file ->
                Importers.forPath(file).filter(each -> each.kind().equals("compose")).isPresent())
        .forEach(
            file ->
                found.add(
                    file
                        + " was not read: it changes another compose file for one machine or place;"
                        + " see slipway init --print --from "
                        + file));
    single(sources, detected, List.of("fly", "railway", "vercel", "app.json", "procfile"));
    detected(detected, detection.migrations(), whole.isEmpty());
    single(sources, detected, List.of("prisma", "django", "env"));
    draft.put(Import.nameOf(String.valueOf(sources.root().getFileName())), "app");
    return finished(Optional.of(sources.root()));
  }

  private void detected(List<Detected> detected, Optional<String> migrations, boolean isAlone) {
    var part = new DetectedPart(draft);
    for (var each : detected) {
      var name = serviceOf(each.source(), detected);
      var where = each.source().equals(".") ? "this folder" : each.source();
      if (isAlone || runsOnlyServers() || draft.has("services", name)) {
        found.add(each.framework() + " in " + where);
        part.add(each, name);
      } else {
        found.add(
            each.framework()
                + " in "
                + where
                + " was not taken over, since no service of the file above has it as"
                + " source: add it under services if it runs by itself");
      }
      part.servers(each, name, migrations);
    }
    if (isAlone) {
      new Addresses(draft)
          .share(detected.stream().map(each -> serviceOf(each.source(), detected)).toList());
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
  private void single(SourceFolder sources, List<Detected> detected, List<String> kinds) {
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
          read(sources, file, home, serviceOf(home, detected));
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

  /**
   * @param home the folder of the service that the file is about
   */
  private void read(SourceFolder sources, Path file, String home, String service) {
    var text = sources.text(file);
    Importers.forPath(file)
        .filter(importer -> !text.isBlank())
        .ifPresent(
            importer ->
                read(
                    importer,
                    file.toString().replace('\\', '/'),
                    SourceFolder.folderOf(file),
                    home,
                    service,
                    text));
  }

  private void read(
      Importer importer, String file, String folder, String home, String service, String text) {
    try {
      importer.read(text, new Import(file, folder, service, draft, ledger));
      found.add(file);
      if (!home.equals(".") && draft.has("services", service)) {
        draft.put(home, "services", service, "source");
      }
    } catch (TreeException e) {
      var mistake = e.mistake();
      found.add(
          file + ":" + mistake.place().line() + " can't be read: " + mistake.problem().fact());
    }
  }

  private Result finished(Optional<Path> folder) {
    if (draft.names("services").isEmpty() && draft.names("databases").isEmpty()) {
      draft.put("echo 'say in slipway.yaml how this starts' && exit 1", "services", "web", "start");
      draft.comment(
          "nothing was found that runs: say how it is built and started", "services", "web");
    }
    draft.open("environments", "development");
    new Repair(draft, ledger, folder).run();
    return new Result(
        Heading.of(found) + DraftText.of(draft) + Remarks.of(ledger, MOST_REMARKS),
        List.copyOf(found),
        ledger);
  }
}
