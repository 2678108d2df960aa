package dev.slipway.manifest.init;

import dev.slipway.manifest.drafts.Draft;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shares one host among services that would all answer its whole address. */
record Addresses(Draft draft) {
  private static final Pattern BACKEND =
      Pattern.compile("(?:.*-)?(?:api|backend|server|service)(?:-.*)?");

  void share() {
    var answering =
        draft.names("services").stream()
            .filter(name -> !draft.has("services", name, "path"))
            .filter(name -> !draft.text("services", name, "reachable").equals(Optional.of("false")))
            .filter(name -> List.of("web", "static").contains(kind(name)))
            .toList();
    if (answering.size() < 2) {
      return;
    }
    var first =
        answering.stream()
            .filter(name -> kind(name).equals("static"))
            .findFirst()
            .or(() -> answering.stream().filter(name -> !isBackend(name)).findFirst())
            .orElse(answering.getFirst());
    var others = answering.stream().filter(name -> !name.equals(first)).toList();
    for (var name : others) {
      var path = others.size() == 1 && isBackend(name) ? "/api" : "/" + name;
      draft.put(path, "services", name, "path");
      draft.comment(
          first
              + " has the rest of the address; what starts with this is sent here as it is: say what"
              + " the application answers to",
          "services",
          name,
          "path");
    }
  }

  private String kind(String service) {
    return draft.text("services", service, "kind").orElse("web");
  }

  private static boolean isBackend(String name) {
    return BACKEND.matcher(name).matches();
  }
}
