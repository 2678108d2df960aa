package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.JsonTree;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TreeException;
import java.util.Optional;

/** vercel.json: a site or an application, its schedule, its routes. */
final class VercelFile implements Importer {
  @Override
  public boolean reads(String fileName) {
    return fileName.equals("vercel.json") || fileName.equals("now.json");
  }

  @Override
  public String kind() {
    return "vercel";
  }

  @Override
  public void read(String text, Import into) throws TreeException {
    var root = JsonTree.read(text);
    if (root instanceof Node.Mapping mapping
        && mapping.value("services").orElse(null) instanceof Node.Mapping services) {
      services.entries().keySet().forEach(name -> into.draft().open("services", Import.name(name)));
    } else {
      into.draft().open("services", into.service());
    }
    into.each(root, (key, value) -> top(key, value, into));
  }

  private static void top(String key, Node value, Import into) {
    var name = into.service();
    var variables = new VariableImport(into);
    switch (key) {
      case "buildCommand" ->
          Commands.script(value)
              .ifPresentOrElse(
                  line -> into.carry(value, line, "services", name, "build"),
                  () -> into.note(value, "not needed: told from the folder"));
      case "installCommand" -> installCommand(value, into);
      case "outputDirectory" -> output(value, into);
      case "crons" -> into.items(value, cron -> VercelCron.read(cron, into));
      case "services" ->
          into.each(value, (service, node) -> service(Import.name(service), node, into));
      case "env" ->
          into.each(
              value,
              (variable, text) ->
                  variables.literal(
                      text, variable, Import.text(text).orElse(""), "services", name, "env"));
      case "build" ->
          into.each(
              value,
              (part, node) -> {
                if (part.equals("env")) {
                  into.each(
                      node,
                      (variable, text) ->
                          variables.literal(
                              text,
                              variable,
                              Import.text(text).orElse(""),
                              "services",
                              name,
                              "build",
                              "env"));
                } else {
                  into.note(node, "Slipway builds with a command or a Dockerfile");
                }
              });
      case "rewrites", "routes" -> into.items(value, route -> rewrite(route, into));
      case "name" ->
          Import.text(value)
              .map(Import::name)
              .ifPresentOrElse(
                  app -> into.carry(value, app, "app"), () -> into.note(value, "not a name"));
      default -> into.note(value, reason(key));
    }
  }

  private static String reason(String key) {
    return switch (key) {
      case "redirects", "headers", "cleanUrls", "trailingSlash" ->
          "the application answers its own routes, or the edge by its defaults";
      case "functions" -> "functions are part of the application, which runs as a whole";
      case "framework", "bunVersion", "nodeVersion" -> "not needed: told from the folder";
      case "git", "github", "ignoreCommand" -> "see environments.NAME.trigger";
      case "regions" -> "Vercel's regions: Slipway runs where you run it";
      case "devCommand" -> "only for work at one's desk";
      case "$schema", "version" -> "Vercel's schema, not ours";
      default -> "Slipway has no such setting";
    };
  }

  private static void installCommand(Node value, Import into) {
    var build = into.draft().text("services", into.service(), "build");
    var install = Commands.script(value);
    if (install.isEmpty()) {
      into.note(value, "not needed: told from the folder");
      return;
    }
    into.draft()
        .replace(
            install.get() + build.map(line -> " && " + line).orElse(""),
            "services",
            into.service(),
            "build");
    into.carried(value, "services", into.service(), "build");
  }

  private static void output(Node value, Import into) {
    Import.text(value)
        .flatMap(folder -> Format.FOLDER.matches(folder) ? Optional.of(folder) : Optional.empty())
        .ifPresentOrElse(
            folder -> {
              if (!folder.startsWith(".next")) {
                into.draft().put("static", "services", into.service(), "kind");
                into.carry(value, folder, "services", into.service(), "publish");
              } else {
                into.note(value, "Next.js runs as a server");
              }
            },
            () -> into.note(value, "the folder lies outside of this one"));
  }

  private static void service(String name, Node service, Import into) {
    into.each(
        service,
        (key, value) -> {
          switch (key) {
            case "root" ->
                Import.text(value)
                    .flatMap(into::inside)
                    .ifPresentOrElse(
                        folder -> into.carry(value, folder, "services", name, "source"),
                        () -> into.note(value, "the folder lies outside of this one"));
            case "buildCommand" ->
                Commands.script(value)
                    .ifPresentOrElse(
                        line -> into.carry(value, line, "services", name, "build"),
                        () -> into.note(value, "an empty command"));
            default -> into.note(value, reason(key));
          }
        });
  }

  private static void rewrite(Node route, Import into) {
    var mapping = route instanceof Node.Mapping each ? each : Node.Mapping.empty(route.place());
    var source =
        mapping.value("source").or(() -> mapping.value("src")).flatMap(Import::text).orElse("");
    var destination = mapping.value("destination").or(() -> mapping.value("dest")).orElse(route);
    if (destination instanceof Node.Mapping target
        && target.value("service").flatMap(Import::text).isPresent()) {
      var service = Import.name(target.value("service").flatMap(Import::text).orElse(""));
      var prefix = source.replaceFirst("/?(?::|\\(|\\*).*$", "");
      into.carry(route, prefix.isEmpty() ? "/" : prefix, "services", service, "path");
      return;
    }
    var file = Import.text(destination).orElse("");
    if (source.matches("/\\((?:\\.\\*|.*)\\).*") && file.matches("/(?:[A-Za-z0-9_.-]+\\.html)?")) {
      into.carry(
          route,
          file.equals("/") ? "index.html" : file.substring(1),
          "services",
          into.service(),
          "fallback");
    } else {
      into.note(route, "the application answers its own routes");
    }
  }
}
