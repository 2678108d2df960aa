package dev.slipway.delivery.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real repository in a folder, worked on as people do. */
public final class TestingGit {
  private static final Map<String, String> AS_ADA =
      Map.of(
          "GIT_AUTHOR_NAME", "ada",
          "GIT_AUTHOR_EMAIL", "ada@ledger.example",
          "GIT_COMMITTER_NAME", "ada",
          "GIT_COMMITTER_EMAIL", "ada@ledger.example",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_SYSTEM", "/dev/null");

  private final Path folder;
  private long commits;

  private TestingGit(Path folder) {
    this.folder = folder;
  }

  public static TestingGit init(Path folder) throws Exception {
    var git = new TestingGit(folder);
    git.run("init", "-q", "-b", "main");
    return git;
  }

  /** All that is there as a commit, each made a second after the one before; its whole name. */
  public String commit(String message) throws Exception {
    commits++;
    run("add", "-A");
    run("commit", "-q", "--allow-empty", "-m", message);
    return run("rev-parse", "HEAD");
  }

  /** What git says. */
  public String run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(AS_ADA);
    var date = "@" + (1_700_000_000L + commits) + " +0000";
    builder.environment().put("GIT_AUTHOR_DATE", date);
    builder.environment().put("GIT_COMMITTER_DATE", date);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }
}
