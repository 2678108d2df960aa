package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.JsonTree;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TomlTree;
import dev.slipway.manifest.tree.TreeException;
import java.util.stream.Stream;

/** railway.json or railway.toml: how one service is built and run. */
final class RailwayFile implements Importer {
  @Override
  public boolean reads(String fileName) {
    return fileName.matches("railway(?:[.-][A-Za-z0-9_.-]+)?\\.(?:json|toml)");
  }

  @Override
  public String kind() {
    return "railway";
  }

  @Override
  public void read(String text, Import into) throws TreeException {
    var root = into.file().endsWith(".toml") ? TomlTree.read(text) : JsonTree.read(text);
    var name = into.service();
    into.draft().open("services", name);
    into.each(
        root,
        (key, value) -> {
          switch (key) {
            case "build" -> into.each(value, (part, node) -> build(part, node, into));
            case "deploy" ->
                into.each(value, (part, node) -> deploy(part, node, into, "services", name));
            case "environments" ->
                into.each(
                    value,
                    (environment, node) -> environment(Import.name(environment), node, into));
            case "$schema" -> into.note(value, "Railway's schema, not ours");
            default -> into.note(value, "Slipway has no such setting");
          }
        });
    finish(name, into);
  }

  private static void build(String key, Node value, Import into) {
    var name = into.service();
    switch (key) {
      case "builder" -> {
        if (Import.text(value).orElse("").equalsIgnoreCase("DOCKERFILE")) {
          into.draft().put("docker", "services", name, "target");
          into.carried(value, "services", name, "target");
          into.draft().put("Dockerfile", "services", name, "build", "dockerfile");
        } else {
          into.note(value, "not needed: what builds it is told from the folder");
        }
      }
      case "buildCommand" ->
          Commands.script(value)
              .ifPresentOrElse(
                  line -> into.carry(value, line, "services", name, "build", "command"),
                  () -> into.note(value, "not needed: told from the folder"));
      case "dockerfilePath" ->
          Import.text(value)
              .map(path -> path.replaceFirst("^(?:\\./|/)+", ""))
              .filter(Format.FOLDER::matches)
              .ifPresentOrElse(
                  path -> {
                    into.draft().replace(path, "services", name, "build", "dockerfile");
                    into.draft().put("docker", "services", name, "target");
                    into.carried(value, "services", name, "build", "dockerfile");
                  },
                  () -> into.note(value, "the Dockerfile lies outside of the folder"));
      case "watchPatterns" ->
          into.note(value, "not needed: what did not change is not built again");
      default ->
          into.note(
              value,
              "Slipway builds with a command or a Dockerfile: see services." + name + ".build");
    }
  }

  private static void deploy(String key, Node value, Import into, String... service) {
    switch (key) {
      case "startCommand" ->
          Commands.script(value)
              .ifPresentOrElse(
                  line -> into.carry(value, line, under(service, "start")),
                  () -> into.note(value, "not needed: told from the folder"));
      case "preDeployCommand" ->
          Commands.script(value)
              .ifPresentOrElse(
                  line -> into.carry(value, line, under(service, "prepare")),
                  () -> into.note(value, "an empty command"));
      case "healthcheckPath" ->
          Import.text(value)
              .filter(Format.PATH::matches)
              .ifPresentOrElse(
                  path -> into.carry(value, path, under(service, "health", "path")),
                  () -> into.note(value, "not a path"));
      case "healthcheckTimeout" ->
          Import.text(value)
              .filter(text -> text.matches("[1-9]\\d{0,4}"))
              .ifPresentOrElse(
                  text -> into.carry(value, text + "s", under(service, "health", "within")),
                  () -> into.note(value, "not a number"));
      case "numReplicas" ->
          Import.text(value)
              .filter(text -> text.matches("\\d{1,2}"))
              .ifPresentOrElse(
                  text -> into.carry(value, Integer.valueOf(text), under(service, "replicas")),
                  () -> into.note(value, "not a number from 0 to 99"));
      case "multiRegionConfig" -> regions(value, into, service);
      case "cronSchedule" ->
          Import.text(value)
              .ifPresentOrElse(
                  schedule -> into.carry(value, schedule, "jobs", into.service(), "schedule"),
                  () -> into.note(value, "not a schedule"));
      case "drainingSeconds" ->
          Import.text(value)
              .filter(text -> text.matches("\\d{1,4}"))
              .ifPresentOrElse(
                  text -> into.carry(value, text + "s", under(service, "strategy", "drain")),
                  () -> into.note(value, "not a number"));
      case "restartPolicyType", "restartPolicyMaxRetries" ->
          into.note(value, "not needed: it is always started again, with growing pauses");
      case "sleepApplication" -> into.note(value, "instances don't sleep");
      case "region" -> into.note(value, "Railway's regions: Slipway runs where you run it");
      default -> into.note(value, "Slipway has no such setting");
    }
  }

  /** One number where Railway has one for each region. */
  private static void regions(Node regions, Import into, String... service) {
    into.each(
        regions,
        (region, node) ->
            into.each(
                node,
                (key, value) -> {
                  if (key.equals("numReplicas")
                      && !into.draft().has(under(service, "replicas"))
                      && Import.text(value).orElse("").matches("\\d{1,2}")) {
                    into.carry(
                        value,
                        Integer.valueOf(Import.text(value).orElse("1")),
                        under(service, "replicas"));
                  } else {
                    into.note(
                        value,
                        "Railway's regions: Slipway runs where you run it, and counts instances"
                            + " once");
                  }
                }));
  }

  private static void environment(String environment, Node node, Import into) {
    into.each(
        node,
        (key, value) -> {
          if (key.equals("deploy")) {
            into.each(
                value,
                (part, text) ->
                    deploy(
                        part, text, into, "environments", environment, "services", into.service()));
          } else {
            into.note(value, "what is built is the same in each environment");
          }
        });
  }

  private static String[] under(String[] path, String... more) {
    return Stream.concat(Stream.of(path), Stream.of(more)).toArray(String[]::new);
  }

  private static void finish(String name, Import into) {
    var draft = into.draft();
    var fromDockerfile = draft.has("services", name, "build", "dockerfile");
    if (fromDockerfile && draft.has("services", name, "build", "command")) {
      draft.drop("services", name, "build", "command");
      into.ledger()
          .leftOut("services." + name + ".build.command", "the Dockerfile says how it is built");
    }
    if (draft.has("jobs", name)) {
      draft.put("job", "services", name, "kind");
      draft.put(name, "jobs", name, "service");
      draft.put(draft.text("services", name, "start").orElse("true"), "jobs", name, "run");
    } else if (!draft.has("services", name, "health")) {
      draft.put("tcp", "services", name, "health", "kind");
    }
  }
}
