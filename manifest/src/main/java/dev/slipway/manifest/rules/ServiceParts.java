package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.HealthKind;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Places;
import java.util.Locale;
import java.util.stream.Stream;

/** A service says what its kind needs, and nothing that its kind can't use. */
final class ServiceParts implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      each.environment()
          .services()
          .forEach((name, service) -> new One(each, name, service, mistakes).check());
    }
  }

  private record One(
      Resolution.Resolved resolved, String name, Service service, Mistakes mistakes) {
    void check() {
      var docker = service.build().flatMap(build -> build.dockerfile()).isPresent();
      var base = service.build().flatMap(build -> build.base()).isPresent();
      if (service.kind() == ServiceKind.STATIC) {
        site();
      } else if (service.start().isEmpty() && service.image().isEmpty() && !docker) {
        tell(
            "start",
            "a " + word() + " needs start, image or a Dockerfile",
            "add the command that runs it, as in start: npm start");
      }
      if (service.image().isPresent() && service.build().isPresent()) {
        tell(
            "build",
            "build and image exclude each other",
            "keep image to run what is built elsewhere, or build to build it here");
      }
      var command = service.build().flatMap(build -> build.command()).orElse("").strip();
      if (command.equals(".") || (command.matches("\\S+/") && !command.contains("="))) {
        tell(
            "build",
            "\"" + command + "\" is a folder, and build is a command",
            "write source: "
                + command
                + " for the folder, and build: { dockerfile: Dockerfile } to build its Dockerfile");
      }
      if (docker && service.build().flatMap(build -> build.command()).isPresent()) {
        tell(
            "build",
            "command and dockerfile exclude each other",
            "put the command into the Dockerfile, or remove dockerfile");
      }
      if (base && !docker) {
        tell(
            "build",
            "base is the base image of a Dockerfile, and there is none",
            "add dockerfile: Dockerfile");
      }
      if (service.kind() != ServiceKind.STATIC && service.publish().isPresent()) {
        tell(
            "publish",
            "publish belongs to a static site, and this is a " + word(),
            "write kind: static, or remove publish");
      }
      if (service.kind() != ServiceKind.STATIC && service.fallback().isPresent()) {
        tell(
            "fallback",
            "fallback belongs to a static site, and this is a " + word(),
            "remove it: a " + word() + " answers by itself");
      }
      health();
    }

    private void site() {
      if (service.publish().isEmpty()) {
        tell(
            "publish",
            "a static site needs publish, the folder with its files",
            "add publish: dist");
      }
      if (service.start().isPresent()) {
        tell(
            "start",
            "a static site is served by the edge and starts nothing",
            "remove start, or write kind: web");
      }
      if (service.port().isPresent()) {
        tell("port", "a static site is served by the edge and listens nowhere", "remove port");
      }
    }

    private void health() {
      var health = service.health();
      var isCommand = health.kind() == HealthKind.COMMAND;
      if (isCommand && health.command().isEmpty()) {
        tell("health", "the health command is missing", "add command: pg_isready, for example");
      }
      if (!isCommand && health.command().isPresent()) {
        tell(
            "health",
            "a health command is only run where kind is command",
            "write kind: command, or remove command");
      }
      if (health.kind() != HealthKind.HTTP && isWritten("health", "path")) {
        tell("health", asksNobody(), "write kind: web if it listens on $PORT, or remove it");
      }
    }

    private String asksNobody() {
      return service.kind() == ServiceKind.WEB
          ? "only a health of kind http asks a path"
          : "a " + word() + " answers no requests, so its health can't be asked by HTTP";
    }

    private boolean isWritten(String... keys) {
      Node node = resolved.tree();
      for (var key : Stream.concat(Stream.of("services", name), Stream.of(keys)).toList()) {
        if (!(node instanceof Node.Mapping mapping) || mapping.value(key).isEmpty()) {
          return false;
        }
        node = mapping.value(key).get();
      }
      return true;
    }

    private String word() {
      return service.kind() == ServiceKind.WEB
          ? "web service"
          : service.kind().name().toLowerCase(Locale.ROOT);
    }

    private void tell(String key, String fact, String hint) {
      var place = Places.find(resolved.tree(), "services", name, key);
      mistakes.add(place, "SLIP-1025", fact, hint);
    }
  }
}
