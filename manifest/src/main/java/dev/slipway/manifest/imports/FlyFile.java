package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TomlTree;
import dev.slipway.manifest.tree.TreeException;
import java.util.List;
import java.util.Locale;

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
    into.each(root, (key, value) -> top(name, key, value, into));
    finish(name, into);
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
      case "http_service" -> into.each(value, (part, node) -> http(name, part, node, into));
      case "services" ->
          into.items(
              value, service -> into.each(service, (part, node) -> http(name, part, node, into)));
      case "checks" -> into.each(value, (check, node) -> FlyCheck.read(name, node, into));
      case "mounts", "mount" -> into.items(value, mount -> mount(name, mount, into));
      case "processes" -> processes(name, value, into);
      case "kill_timeout" ->
          Import.text(value)
              .flatMap(text -> Commands.duration(text, "s"))
              .ifPresentOrElse(
                  time -> into.carry(value, time, "services", name, "strategy", "stop"),
                  () -> into.note(value, "not a duration"));
      case "vm" ->
          into.items(
              value,
              machine -> into.each(machine, (part, node) -> machine(name, part, node, into)));
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

  private static void http(String name, String key, Node value, Import into) {
    switch (key) {
      case "internal_port" ->
          Import.text(value)
              .filter(text -> text.matches("\\d{1,5}"))
              .ifPresentOrElse(
                  text -> into.carry(value, Integer.valueOf(text), "services", name, "port"),
                  () -> into.note(value, "not a port"));
      case "min_machines_running" ->
          Import.text(value)
              .filter(text -> text.matches("[1-9]\\d?"))
              .ifPresentOrElse(
                  text -> into.carry(value, Integer.valueOf(text), "services", name, "replicas"),
                  () -> into.note(value, "instances don't sleep: there is always one"));
      case "checks", "http_checks" -> into.items(value, check -> FlyCheck.read(name, check, into));
      case "tcp_checks" ->
          into.note(value, "not needed: an open port is asked for where there is no path");
      case "force_https", "ports", "protocol", "tls_options", "http_options" ->
          into.note(value, "not needed: the edge has TLS and redirects to it");
      case "concurrency" ->
          into.note(value, "the edge spreads requests evenly; see rate-limit for a limit");
      case "auto_stop_machines", "auto_start_machines" -> into.note(value, "instances don't sleep");
      default -> into.note(value, "Slipway has no such setting");
    }
  }

  private static void mount(String name, Node mount, Import into) {
    var mapping = mount instanceof Node.Mapping each ? each : Node.Mapping.empty(mount.place());
    var disk = mapping.value("source").flatMap(Import::text).map(Import::name).orElse("data");
    into.each(
        mount,
        (key, value) -> {
          switch (key) {
            case "source" -> into.carried(value, "services", name, "disks", disk);
            case "destination" ->
                into.carry(
                    value,
                    Import.text(value).orElse("/data"),
                    "services",
                    name,
                    "disks",
                    disk,
                    "path");
            case "initial_size" ->
                Import.text(value)
                    .map(text -> text.toUpperCase(Locale.ROOT))
                    .flatMap(Commands::size)
                    .ifPresentOrElse(
                        size -> into.carry(value, size, "services", name, "disks", disk, "size"),
                        () -> into.note(value, "not a size"));
            default -> into.note(value, "Slipway has no such setting of disks");
          }
        });
  }

  private static void processes(String name, Node processes, Import into) {
    if (!(processes instanceof Node.Mapping)) {
      into.note(processes, "there is nothing in it");
      return;
    }
    into.each(
        processes,
        (process, command) -> {
          var service = List.of("app", "web").contains(process) ? name : Import.name(process);
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

  private static void machine(String name, String key, Node value, Import into) {
    var text = Import.text(value).orElse("");
    if (key.equals("memory") && Commands.size(text).isPresent()) {
      into.carry(value, Commands.size(text).get(), "services", name, "resources", "memory");
    } else if (key.equals("memory_mb") && text.matches("\\d{2,6}")) {
      into.carry(value, text + "MB", "services", name, "resources", "memory");
    } else if (key.equals("cpus") && text.matches("\\d{1,2}")) {
      into.carry(value, Integer.valueOf(text), "services", name, "resources", "cpu");
    } else {
      into.note(value, "Fly's machines: say what it may use in resources");
    }
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
