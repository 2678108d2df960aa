package dev.slipway.manifest.init;

import dev.slipway.manifest.drafts.Draft;
import java.util.Optional;

/** Puts what the sources tell into a draft, where the files of other platforms have not spoken. */
final class DetectedPart {
  private final Draft draft;

  DetectedPart(Draft draft) {
    this.draft = draft;
  }

  void add(Detected found, String name) {
    var path = new String[] {"services", name};
    var settings = found.settings();
    if (draft.names(path).isEmpty()) {
      draft.open(path);
      draft.comment(
          found.framework()
              + ", found in "
              + (found.source().equals(".") ? "this folder" : found.source()),
          path);
    }
    if (isBuiltElsewhere(name)) {
      withItsTools(found, name);
      return;
    }
    if (!found.builtIn().equals(".")) {
      draft.put(found.builtIn(), "services", name, "source");
    }
    settings.build().ifPresent(build -> draft.put(build, "services", name, "build"));
    if (found.isStatic() && !draft.has("services", name, "start")) {
      draft.put("static", "services", name, "kind");
      settings.publish().ifPresent(publish -> draft.put(publish, "services", name, "publish"));
      if (!found.framework().equals("static files")) {
        draft.put("index.html", "services", name, "fallback");
      }
      draft.drop("services", name, "health");
      return;
    }
    settings.start().ifPresent(start -> draft.put(start, "services", name, "start"));
    settings.remark().ifPresent(remark -> remark(remark, found, name));
    health(found, name);
    withItsTools(found, name);
  }

  private boolean isBuiltElsewhere(String name) {
    return draft.has("services", name, "image")
        || draft.has("services", name, "build", "dockerfile");
  }

  private void remark(String remark, Detected found, String name) {
    if (draft.text("services", name, "start").equals(found.settings().start())) {
      draft.comment(remark, "services", name, "start");
    }
  }

  /** Commands that other files gave, and processes beside this one that are built as it is. */
  private void withItsTools(Detected found, String name) {
    var tools = found.tools();
    for (var service : draft.names("services")) {
      var source = draft.text("services", service, "source").orElse(".");
      if (!source.equals(found.source())
          || found.tools().workspace().isPresent()
          || isBuiltElsewhere(service)) {
        continue;
      }
      if (!service.equals(name) && !draft.has("services", service, "build")) {
        found.settings().build().ifPresent(build -> draft.put(build, "services", service, "build"));
      }
      draft
          .text("services", service, "build")
          .ifPresent(build -> draft.replace(tools.building(build), "services", service, "build"));
      for (var key : new String[] {"start", "prepare"}) {
        draft
            .text("services", service, key)
            .ifPresent(command -> draft.replace(tools.calling(command), "services", service, key));
      }
    }
  }

  private void health(Detected found, String name) {
    var onlyPort = draft.text("services", name, "health", "kind").filter("tcp"::equals).isPresent();
    var path = found.settings().health();
    if (draft.text("services", name, "kind").orElse("web").equals("web")) {
      if (path.isPresent() && (onlyPort || !draft.has("services", name, "health"))) {
        draft.replace(path.get(), "services", name, "health");
      } else if (!draft.has("services", name, "health")) {
        draft.put("tcp", "services", name, "health", "kind");
        draft.comment(
            "no health path was found: an open port is all that is asked; name a path if there is"
                + " one",
            "services",
            name,
            "health");
      }
    }
  }

  void servers(Detected found, String name, Optional<String> migrations) {
    var usesDatabase = found.servers().contains("postgresql") || found.migrate().isPresent();
    if (usesDatabase && draft.names("databases").isEmpty()) {
      draft.open("databases", "main");
    }
    if (found.servers().contains("redis") && draft.names("redis").isEmpty()) {
      draft.open("redis", "cache");
    }
    var database = draft.names("databases").stream().findFirst();
    if (database.isPresent() && !isBuiltElsewhere(name)) {
      draft
          .text("databases", database.get(), "migrations", "command")
          .ifPresent(
              command ->
                  draft.replace(
                      found.tools().calling(command),
                      "databases",
                      database.get(),
                      "migrations",
                      "command"));
    }
    database.ifPresent(
        main -> {
          if (!draft.has("databases", main, "migrations")) {
            migrations(found, name, main, migrations);
          }
          if (usesDatabase && draft.names("services").contains(name)) {
            new FrameworkVariables(draft).put(found.framework(), name, main);
          }
        });
  }

  private void migrations(Detected found, String name, String database, Optional<String> folder) {
    if (found.migrate().isPresent()) {
      var migrate =
          isBuiltElsewhere(name)
              ? found.tools().bare(found.migrate().get())
              : found.migrate().get();
      draft.put(migrate, "databases", database, "migrations", "command");
      draft.put(name, "databases", database, "migrations", "service");
    } else {
      folder.ifPresent(path -> draft.put(path, "databases", database, "migrations"));
    }
  }
}
