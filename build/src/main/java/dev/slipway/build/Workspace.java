package dev.slipway.build;

import dev.slipway.kit.StateFile;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The clean folder of one build and what is around it. Named by the work's key: after a crash the
 * same work finds its workspace, and the command that may still run in it.
 */
record Workspace(Path path, Path caches, InstanceId command) {
  private static final int KEY_SHOWN = 32;

  static Workspace of(Path home, BuildRequest request, String key) {
    var name = key.substring(0, KEY_SHOWN);
    return new Workspace(
        home.resolve("workspaces").resolve(name),
        home.resolve("caches").resolve(request.name()),
        new InstanceId("build-" + name));
  }

  Path source() {
    return path.resolve("source");
  }

  boolean isLaid() {
    return Files.exists(laid());
  }

  /** Lays the source out, and says so only when all of it is there. */
  void lay(OpenSource source, BuildRequest request, InstanceRuntime runtime) throws IOException {
    Folders.delete(path);
    Folders.passable(path);
    Folders.passable(source());
    Folders.passable(path.resolve("given"));
    if (!Files.exists(caches)) {
      Folders.passable(caches);
      runtime.entrust(caches);
    }
    Folders.lay(source.files(), source());
    for (var given : request.files().entrySet()) {
      var folder = Folders.passable(path.resolve("given").resolve(given.getKey()));
      Files.copy(given.getValue(), folder.resolve(given.getValue().getFileName()));
    }
    runtime.entrust(source());
    new StateFile(laid()).write("");
  }

  /** The build's variables; caches of the usual tools last from one build to the next. */
  Map<String, String> environment(BuildRequest request) {
    var all = new HashMap<String, String>();
    all.put("CI", "true");
    all.put("HOME", caches.toString());
    all.put("MAVEN_OPTS", "-Duser.home=" + caches);
    all.put("GRADLE_USER_HOME", caches.resolve(".gradle").toString());
    all.putAll(request.variables());
    request
        .files()
        .forEach(
            (name, file) ->
                all.put(
                    name,
                    path.resolve("given").resolve(name).resolve(file.getFileName()).toString()));
    return all;
  }

  void delete() throws IOException {
    Folders.delete(path);
  }

  private Path laid() {
    return path.resolve("laid");
  }
}
