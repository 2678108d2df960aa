package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import java.util.List;
import java.util.stream.Stream;

/** One entry of a blueprint's services. */
final class RenderService {
  private final Import into;

  RenderService(Import into) {
    this.into = into;
  }

  static boolean isRedis(Node.Mapping service) {
    return service
        .value("type")
        .flatMap(Import::text)
        .filter(type -> List.of("redis", "keyvalue").contains(type))
        .isPresent();
  }

  /** No kind of Render's, but what people write who look for one. */
  static boolean isDatabase(Node.Mapping service) {
    return service
        .value("type")
        .flatMap(Import::text)
        .filter(type -> List.of("database", "postgres", "postgresql", "pg").contains(type))
        .isPresent();
  }

  static String reason(String key) {
    return switch (key) {
      case "plan", "diskSizeGB", "storageAutoscalingEnabled", "highAvailability", "readReplicas" ->
          "Render's sizes and prices; say what it may use in resources";
      case "region" -> "Render's regions: Slipway runs where you run it";
      case "ipAllowList" -> "see environments.NAME.protection.allow";
      case "headers" -> "the edge sends security headers by itself; others are not configured here";
      case "routes" -> "the application answers its own routes";
      case "repo" -> "another repository: give it a slipway.yaml of its own";
      case "buildFilter" -> "not needed: what did not change is not built again";
      case "previews", "pullRequestPreviewsEnabled" ->
          "see preview in slipway.yaml: an environment for each pull request";
      case "initialDeployHook" -> "a first-time command: databases.NAME.seed or .init";
      case "registryCredential" -> "the registry's password is set on the machine that pulls";
      default -> "Slipway has no such setting";
    };
  }

  void read(Node service) {
    var mapping = service instanceof Node.Mapping each ? each : Node.Mapping.empty(service.place());
    var name = mapping.value("name").flatMap(Import::text).map(Import::name);
    if (name.isEmpty()) {
      into.note(service, "a service without a name");
      return;
    }
    if (isRedis(mapping)) {
      redis(mapping, name.get());
      return;
    }
    into.draft().open("services", name.get());
    var isStatic = isStatic(mapping);
    into.each(mapping, (key, value) -> key(name.get(), key, value, isStatic));
    RenderDefaults.put(mapping, name.get(), isStatic, into.draft());
  }

  private static boolean isStatic(Node.Mapping service) {
    return Stream.of("runtime", "env", "type")
        .anyMatch(
            key -> service.value(key).flatMap(Import::text).filter("static"::equals).isPresent());
  }

  private void redis(Node.Mapping service, String name) {
    into.draft().open("redis", name);
    into.each(
        service,
        (key, value) -> {
          switch (key) {
            case "name", "type" -> into.carried(value, "redis", name);
            case "maxmemoryPolicy" ->
                into.carry(
                    value, Import.text(value).orElse("allkeys-lru"), "redis", name, "policy");
            default -> into.note(value, reason(key));
          }
        });
  }

  private void key(String name, String key, Node value, boolean isStatic) {
    switch (key) {
      case "name" -> into.carried(value, "services", name);
      case "type" -> type(name, value, isStatic);
      case "runtime", "env" -> into.carried(value, "services", name);
      case "rootDir" -> folder(value, "services", name, "source");
      case "dockerContext" -> folder(value, "services", name, "source");
      case "dockerfilePath" ->
          Import.text(value)
              .map(path -> path.replaceFirst("^\\./", ""))
              .filter(Format.FOLDER::matches)
              .ifPresentOrElse(
                  path -> into.carry(value, path, "services", name, "build", "dockerfile"),
                  () -> into.note(value, "the Dockerfile lies outside of the folder"));
      case "buildCommand" -> command(value, "services", name, "build");
      case "startCommand", "dockerCommand" -> command(value, "services", name, "start");
      case "preDeployCommand" -> command(value, "services", name, "prepare");
      case "staticPublishPath" -> folder(value, "services", name, "publish");
      case "healthCheckPath" ->
          Import.text(value)
              .filter(Format.PATH::matches)
              .ifPresentOrElse(
                  path -> into.carry(value, path, "services", name, "health"),
                  () -> into.note(value, "not a path"));
      case "numInstances" -> replicas(name, value);
      case "scaling" ->
          into.each(
              value,
              (limit, amount) -> {
                if (limit.equals("minInstances")) {
                  replicas(name, amount);
                } else {
                  into.note(amount, "instances are counted by hand: replicas");
                }
              });
      case "disk" -> RenderDisk.read(name, value, into);
      case "envVars" ->
          into.items(
              value,
              variable -> new RenderVariable(into, name).read(variable, "services", name, "env"));
      case "image" ->
          into.each(
              value,
              (part, text) -> {
                if (part.equals("url")) {
                  into.carry(text, Import.text(text).orElse(""), "services", name, "image");
                } else {
                  into.note(text, reason("registryCredential"));
                }
              });
      case "schedule" ->
          Import.text(value)
              .ifPresentOrElse(
                  schedule -> into.carry(value, schedule, "jobs", name, "schedule"),
                  () -> into.note(value, "not a schedule"));
      case "branch" ->
          Import.text(value)
              .ifPresentOrElse(
                  branch ->
                      into.carry(value, "push " + branch, "environments", "production", "trigger"),
                  () -> into.note(value, "not a branch"));
      case "autoDeploy", "autoDeployTrigger" ->
          into.note(
              value, "see environments.production.trigger: manual, push BRANCH or tag PATTERN");
      case "domains" ->
          into.items(
              value,
              host ->
                  Import.text(host)
                      .ifPresentOrElse(
                          text -> {
                            into.draft().add(text, "environments", "production", "domains");
                            into.carried(host, "environments", "production", "domains");
                          },
                          () -> into.note(host, "not a host name")));
      case "maxShutdownDelaySeconds" ->
          Import.text(value)
              .filter(text -> text.matches("\\d{1,4}"))
              .ifPresentOrElse(
                  text -> into.carry(value, text + "s", "services", name, "strategy", "stop"),
                  () -> into.note(value, "not a number"));
      case "routes" -> routes(name, value, isStatic);
      default -> into.note(value, reason(key));
    }
  }

  private void type(String name, Node value, boolean isStatic) {
    switch (Import.text(value).orElse("")) {
      case "worker" -> into.carry(value, "worker", "services", name, "kind");
      case "cron" -> into.carry(value, "job", "services", name, "kind");
      case "pserv" -> into.carry(value, false, "services", name, "reachable");
      default -> {
        if (isStatic) {
          into.carry(value, "static", "services", name, "kind");
        } else {
          into.carried(value, "services", name);
        }
      }
    }
  }

  private void routes(String name, Node value, boolean isStatic) {
    into.items(
        value,
        route -> {
          var destination =
              route instanceof Node.Mapping mapping
                  ? mapping.value("destination").flatMap(Import::text).orElse("")
                  : "";
          if (isStatic && destination.matches("/[^*:?#]+\\.html")) {
            into.carry(route, destination.substring(1), "services", name, "fallback");
          } else {
            into.note(route, reason("routes"));
          }
        });
  }

  private void replicas(String name, Node value) {
    Import.text(value)
        .filter(text -> text.matches("\\d{1,2}"))
        .ifPresentOrElse(
            text -> into.carry(value, Integer.valueOf(text), "services", name, "replicas"),
            () -> into.note(value, "not a number from 0 to 99"));
  }

  private void folder(Node value, String... path) {
    Import.text(value)
        .flatMap(into::inside)
        .ifPresentOrElse(
            folder -> into.carry(value, folder, path),
            () -> into.note(value, "the folder lies outside of this one"));
  }

  private void command(Node value, String... path) {
    Commands.script(value)
        .ifPresentOrElse(
            line -> into.carry(value, line, path), () -> into.note(value, "an empty command"));
  }
}
