package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TomlTree;
import dev.slipway.manifest.tree.TreeException;
import java.util.List;

/** fly.toml: one application with one or several processes. */
final class FlyFile implements Importer {
  @Override
  public boolean reads(String fileName) {
    return fileName.matches("fly(?:[.-][A-Za-z0-9_.-]+)?\\.toml");
  }

  @Override
  public String kind() {
    return "fly";
  }

  @Override
  public void read(String text, Import into) throws TreeException {
    var root = TomlTree.read(text);
    var name = into.service();
    into.draft().open("services", name);
    open(name, root, into);
    into.each(root, (key, value) -> top(name, key, value, into));
    finish(name, into);
  }

  /** Processes first: machines and disks name them. */
  private static void open(String name, Node root, Import into) {
    if (root instanceof Node.Mapping mapping
        && mapping.value("processes").orElse(null) instanceof Node.Mapping processes) {
      processes.entries().keySet().stream()
          .map(process -> service(name, process))
          .forEach(service -> into.draft().open("services", service));
    }
  }

  private static String service(String main, String process) {
    return List.of("app", "web").contains(process) ? main : Import.name(process);
  }

  private static void top(String name, String key, Node value, Import into) {
    var variables = new VariableImport(into);
    switch (key) {
      case "app" ->
          Import.text(value)
              .map(Import::name)
              .ifPresentOrElse(
                  app -> into.carry(value, app, "app"), () -> into.note(value, "not a name"));
      case "env" ->
          into.each(
              value,
              (variable, text) ->
                  variables.literal(
                      text, variable, Import.text(text).orElse(""), "services", name, "env"));
      case "build" -> into.each(value, (part, text) -> build(name, part, text, into));
      case "deploy" ->
          into.each(
              value,
              (part, text) -> {
                if (part.equals("release_command")) {
                  Commands.script(text)
                      .ifPresentOrElse(
                          line -> into.carry(text, line, "services", name, "prepare"),
                          () -> into.note(text, "an empty command"));
                } else {
                  into.note(text, "see services." + name + ".strategy: how a release takes over");
                }
              });
      case "http_service" -> into.each(value, (part, node) -> FlyHttp.read(name, part, node, into));
      case "services" ->
          into.items(
              value,
              service -> into.each(service, (part, node) -> FlyHttp.read(name, part, node, into)));
      case "checks" -> into.each(value, (check, node) -> FlyCheck.read(name, node, into));
      case "mounts", "mount" -> into.items(value, mount -> FlyMachines.mount(name, mount, into));
      case "processes" -> processes(name, value, into);
      case "kill_timeout" ->
          Import.text(value)
              .flatMap(text -> Commands.duration(text, "s"))
              .ifPresentOrElse(
                  time -> into.carry(value, time, "services", name, "strategy", "stop"),
                  () -> into.note(value, "not a duration"));
      case "vm" -> into.items(value, machine -> FlyMachines.machine(name, machine, into));
      case "kill_signal" -> into.note(value, "instances are ended with SIGTERM");
      case "primary_region", "swap_size_mb" ->
          into.note(value, "Fly's machines: Slipway runs where you run it");
      case "statics" -> into.note(value, "give the files a service of kind static");
      default -> into.note(value, "Slipway has no such setting");
    }
  }

  private static void build(String name, String key, Node value, Import into) {
    switch (key) {
      case "image" -> into.carry(value, Import.text(value).orElse(""), "services", name, "image");
      case "dockerfile" ->
          Import.text(value)
              .map(path -> path.replaceFirst("^\\./", ""))
              .filter(Format.FOLDER::matches)
              .ifPresentOrElse(
                  path -> into.carry(value, path, "services", name, "build", "dockerfile"),
                  () -> into.note(value, "the Dockerfile lies outside of the folder"));
      case "build-target" ->
          into.carry(value, Import.text(value).orElse(""), "services", name, "build", "stage");
      case "args" ->
          into.each(
              value,
              (variable, text) ->
                  new VariableImport(into)
                      .literal(
                          text,
                          variable,
                          Import.text(text).orElse(""),
                          "services",
                          name,
                          "build",
                          "env"));
      default ->
          into.note(
              value,
              "Slipway builds with a command or a Dockerfile: see services." + name + ".build");
    }
  }

  private static void processes(String name, Node processes, Import into) {
    if (!(processes instanceof Node.Mapping)) {
      into.note(processes, "there is nothing in it");
      return;
    }
    into.each(
        processes,
        (process, command) -> {
          var service = service(name, process);
          Commands.script(command)
              .ifPresentOrElse(
                  line -> into.carry(command, line, "services", service, "start"),
                  () -> into.note(command, "an empty command"));
          if (!service.equals(name)) {
            into.draft().put("worker", "services", service, "kind");
            into.draft()
                .get("services", name, "build")
                .ifPresent(build -> into.draft().put(build, "services", service, "build"));
          }
        });
  }

  private static void finish(String name, Import into) {
    var draft = into.draft();
    if (!draft.has("services", name, "image")
        && !draft.has("services", name, "build")
        && !draft.has("services", name, "start")) {
      draft.put("Dockerfile", "services", name, "build", "dockerfile");
      draft.comment("the file names no image or Dockerfile", "services", name, "build");
    }
    var withoutHealth = !draft.has("services", name, "health");
    if (withoutHealth && !draft.has("services", name, "port")) {
      draft.put("worker", "services", name, "kind");
    } else if (withoutHealth || !draft.has("services", name, "health", "path")) {
      draft.put("tcp", "services", name, "health", "kind");
    }
    draft.put("docker", "services", name, "target");
  }
}
