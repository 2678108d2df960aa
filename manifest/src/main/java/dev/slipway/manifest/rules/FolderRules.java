package dev.slipway.manifest.rules;

import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.tree.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Asked only where the folder is at hand: what the file names is there. */
public final class FolderRules {
  private FolderRules() {}

  public static void check(Subject subject, Path folder, Mistakes mistakes) {
    subject
        .app()
        .services()
        .forEach(
            (name, service) -> {
              var source = folder.resolve(service.source());
              if (service.image().isEmpty()) {
                there(source, "folder", subject.place("services", name, "source"), mistakes);
              }
              service
                  .build()
                  .flatMap(build -> build.dockerfile())
                  .ifPresent(
                      dockerfile ->
                          there(
                              source.resolve(dockerfile),
                              "file",
                              subject.place("services", name, "build", "dockerfile"),
                              mistakes));
              service
                  .build()
                  .flatMap(build -> build.base())
                  .ifPresent(
                      base ->
                          there(
                              source.resolve(base),
                              "file",
                              subject.place("services", name, "build", "base"),
                              mistakes));
              if (service.build().isEmpty()) {
                service
                    .publish()
                    .ifPresent(
                        publish ->
                            there(
                                source.resolve(publish),
                                "folder",
                                subject.place("services", name, "publish"),
                                mistakes));
              }
            });
    subject
        .app()
        .databases()
        .forEach(
            (name, database) -> {
              database
                  .migrations()
                  .flatMap(migrations -> migrations.folder())
                  .ifPresent(
                      migrations ->
                          there(
                              folder.resolve(migrations),
                              "folder",
                              subject.place("databases", name, "migrations"),
                              mistakes));
              database
                  .seed()
                  .flatMap(seed -> seed.file())
                  .ifPresent(
                      seed ->
                          there(
                              folder.resolve(seed),
                              "file",
                              subject.place("databases", name, "seed"),
                              mistakes));
              for (var i = 0; i < database.init().size(); i++) {
                there(
                    folder.resolve(database.init().get(i)),
                    "file",
                    subject.place("databases", name, "init", i),
                    mistakes);
              }
            });
  }

  private static void there(Path path, String sort, Place place, Mistakes mistakes) {
    if (Files.exists(path)) {
      return;
    }
    mistakes.add(
        place,
        "SLIP-1029",
        "there is no " + sort + " " + path.getFileName() + " here",
        command(path, place)
            .or(() -> near(path).map(name -> "did you mean \"" + name + "\"?"))
            .orElse("paths start at the folder of slipway.yaml; make it, or correct the path"));
  }

  /** A command where a folder or a file may stand alone. */
  private static Optional<String> command(Path path, Place place) {
    var name = String.valueOf(path.getFileName());
    var key = place.path().substring(place.path().lastIndexOf('.') + 1);
    return name.contains(" ") && (key.equals("migrations") || key.equals("seed"))
        ? Optional.of("for a command write " + key + ": { command: ... }")
        : Optional.empty();
  }

  private static Optional<String> near(Path path) {
    var parent = path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return Optional.empty();
    }
    try (var names = Files.list(parent)) {
      return Suggestion.nearest(
          String.valueOf(path.getFileName()),
          names.limit(500).map(name -> String.valueOf(name.getFileName())).sorted().toList());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
