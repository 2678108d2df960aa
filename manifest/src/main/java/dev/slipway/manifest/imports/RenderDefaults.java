package dev.slipway.manifest.imports;

import dev.slipway.manifest.drafts.Draft;
import dev.slipway.manifest.tree.Node;
import java.util.stream.Stream;

/** What a service of a blueprint means without saying it. */
final class RenderDefaults {
  private RenderDefaults() {}

  static void put(Node.Mapping service, String name, boolean isStatic, Draft draft) {
    var isDocker =
        Stream.of("runtime", "env")
            .anyMatch(
                key ->
                    service.value(key).flatMap(Import::text).filter("docker"::equals).isPresent());
    if (isDocker
        && !draft.has("services", name, "build")
        && !draft.has("services", name, "image")) {
      draft.put("Dockerfile", "services", name, "build", "dockerfile");
    }
    if (isDocker || draft.has("services", name, "image")) {
      draft.put("docker", "services", name, "target");
    }
    if (isStatic) {
      draft.put("static", "services", name, "kind");
      draft.put("dist", "services", name, "publish");
    } else if (!draft.has("services", name, "start")
        && !draft.has("services", name, "image")
        && !isDocker) {
      draft.put("echo 'say in slipway.yaml how this starts' && exit 1", "services", name, "start");
      draft.comment("the file doesn't say what runs here", "services", name, "start");
    }
    if (draft.has("jobs", name)) {
      draft.put(name, "jobs", name, "service");
      draft.put(draft.text("services", name, "start").orElse("true"), "jobs", name, "run");
    }
    var kind = draft.text("services", name, "kind").orElse("web");
    if (kind.equals("web") && !draft.has("services", name, "health")) {
      draft.put("tcp", "services", name, "health", "kind");
      draft.comment(
          "the file has no health check: an open port is all that is asked; name a path if there is"
              + " one",
          "services",
          name,
          "health");
    }
  }
}
