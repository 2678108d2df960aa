package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import java.util.Optional;

/** A service of a compose file that stays a service. */
final class ComposeService {
  private final Import into;
  private final String name;
  private final VariableImport variables;

  ComposeService(Import into, String name) {
    this.into = into;
    this.name = name;
    this.variables = new VariableImport(into);
  }

  void read(Node service) {
    into.draft().open("services", name);
    into.each(service, this::key);
    var answers =
        into.draft().has("services", name, "port")
            || into.draft().has("services", name, "health", "path");
    if (!answers) {
      into.draft().put("worker", "services", name, "kind");
      into.draft()
          .comment(
              "the file names no port: if it answers requests, write kind: web and port",
              "services",
              name,
              "kind");
    } else if (!into.draft().has("services", name, "health")) {
      into.draft().put("tcp", "services", name, "health", "kind");
      into.draft()
          .comment(
              "the file has no health check: an open port is all that is asked; name a path if"
                  + " there is one",
              "services",
              name,
              "health");
    }
    var isNoHttp =
        into.draft().text("services", name, "port").filter(ServerPorts::isNoHttp).isPresent();
    if (answers && (isNoHttp || !ComposeRoutes.isReachable(service))) {
      into.draft().put(false, "services", name, "reachable");
    }
    if (isNoHttp && ComposeRoutes.isReachable(service)) {
      into.draft()
          .comment(
              "published in the file, but this port speaks no HTTP: only other services reach it",
              "services",
              name,
              "reachable");
    }
    into.draft().put("docker", "services", name, "target");
    if (!into.draft().has("services", name, "image")
        && !into.draft().has("services", name, "build")
        && !into.draft().has("services", name, "start")) {
      into.draft()
          .put("echo 'say in slipway.yaml how this starts' && exit 1", "services", name, "start");
      into.draft().comment("the file doesn't say what runs here", "services", name, "start");
    }
  }

  private void key(String key, Node value) {
    switch (key) {
      case "image" -> image(value);
      case "build" -> new ComposeBuild(into, name).read(value);
      case "command" -> command(value);
      case "entrypoint" -> entrypoint(value);
      case "environment" -> ComposeVariables.read(value, into, this::variable);
      case "ports", "expose" -> into.items(value, port -> ComposeLinks.port(name, port, into));
      case "depends_on", "links" -> ComposeLinks.needs(name, value, into);
      case "healthcheck" -> new ComposeHealth(into, name).read(value);
      case "volumes" -> into.items(value, this::volume);
      case "deploy" -> new ComposeDeploy(into, name).read(value);
      case "scale" -> number(value, "replicas");
      case "mem_limit" -> size(value);
      case "cpus" -> decimal(value);
      case "stop_grace_period" ->
          Import.text(value)
              .flatMap(text -> Commands.duration(text, "s"))
              .ifPresentOrElse(
                  time -> into.carry(value, time, "services", name, "strategy", "stop"),
                  () -> into.note(value, "not a duration"));
      default -> into.note(value, ComposeReasons.of(key));
    }
  }

  private void image(Node image) {
    if (into.draft().has("services", name, "build")) {
      into.note(image, "the name of the image that is built here: Slipway names it by its digest");
      return;
    }
    var text = Interpolation.of(Import.text(image).orElse(""));
    if (text.text().isBlank() || text.text().startsWith(":") || text.text().endsWith("/")) {
      into.note(image, "the image's name comes from outside: write it out");
      return;
    }
    into.carry(image, text.text(), "services", name, "image");
    if (!text.isComplete()) {
      into.draft()
          .comment(
              "without " + String.join(", ", text.missing()) + ", which comes from outside",
              "services",
              name,
              "image");
    }
  }

  private void variable(String variable, Node node, Optional<String> value) {
    value.ifPresentOrElse(
        text -> variables.interpolated(node, variable, text, "services", name, "env"),
        () -> variables.secret(node, variable, "services", name, "env"));
  }

  private void command(Node command) {
    Commands.line(command)
        .ifPresentOrElse(
            line -> {
              var before =
                  into.draft().text("services", name, "start").map(entry -> entry + " ").orElse("");
              into.draft().replace(before + line, "services", name, "start");
              into.carried(command, "services", name, "start");
            },
            () -> into.note(command, "an empty command"));
  }

  private void entrypoint(Node entrypoint) {
    Commands.line(entrypoint)
        .ifPresentOrElse(
            line -> {
              var after =
                  into.draft()
                      .text("services", name, "start")
                      .map(command -> " " + command)
                      .orElse("");
              into.draft().replace(line + after, "services", name, "start");
              into.carried(entrypoint, "services", name, "start");
            },
            () -> into.note(entrypoint, "an empty entry point"));
  }

  private void volume(Node volume) {
    var text =
        volume instanceof Node.Mapping mapping
            ? mapping.value("source").flatMap(Import::text).orElse("")
                + ":"
                + mapping.value("target").flatMap(Import::text).orElse("")
            : Import.text(volume).orElse("");
    var parts = Interpolation.of(text).text().split(":");
    var isNamed =
        parts.length >= 2
            && parts[0].matches("[A-Za-z0-9][A-Za-z0-9_.-]*")
            && Format.MOUNT.matches(parts[1]);
    if (isNamed) {
      into.carry(volume, parts[1], "services", name, "disks", Import.name(parts[0]), "path");
    } else {
      into.note(
          volume,
          parts.length >= 2
              ? "a folder of this machine: put the files into the image, or name a disk"
              : "a folder without a name: give it one in services." + name + ".disks");
    }
  }

  private void number(Node value, String key) {
    Import.text(value)
        .map(text -> Interpolation.of(text).text())
        .filter(text -> text.matches("\\d{1,2}|1\\d\\d|200"))
        .ifPresentOrElse(
            text -> into.carry(value, Integer.valueOf(text), "services", name, key),
            () -> into.note(value, "not a number from 0 to 200"));
  }

  private void size(Node value) {
    Import.text(value)
        .flatMap(Commands::size)
        .ifPresentOrElse(
            size -> into.carry(value, size, "services", name, "resources", "memory"),
            () -> into.note(value, "not a size"));
  }

  private void decimal(Node value) {
    Import.text(value)
        .map(text -> Interpolation.of(text).text())
        .filter(text -> text.matches("\\d{1,2}(\\.\\d{1,3})?"))
        .ifPresentOrElse(
            text -> into.carry(value, text, "services", name, "resources", "cpu"),
            () -> into.note(value, "not a number of cores"));
  }
}
