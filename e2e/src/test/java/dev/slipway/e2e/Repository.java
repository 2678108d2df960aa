package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git repository of an application. */
record Repository(Path folder) {
  static Repository begun(Path folder) throws Exception {
    var repository = new Repository(folder);
    repository.git("init", "-q", "-b", "main");
    return repository;
  }

  /** Everything that changed, as a commit of somebody's; its name. */
  String commit(String message) throws Exception {
    git("add", "-A");
    git("-c", "user.name=Ada", "-c", "user.email=ada@shop.example", "commit", "-qm", message);
    return git("rev-parse", "HEAD");
  }

  String git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).describedAs("%s: %s", command, said).isZero();
    return said;
  }
}
