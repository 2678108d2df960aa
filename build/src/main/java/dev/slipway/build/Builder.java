package dev.slipway.build;

import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Builds artefacts, one at a time, and keeps them. A build that is asked for again after a crash
 * goes on where its command is; one whose thread is interrupted ends with its whole tree.
 */
public final class Builder {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Path home;
  private final InstanceRuntime runtime;
  private final ArtefactStore store;
  private final Semaphore turn = new Semaphore(1, true);

  private Builder(Path home, InstanceRuntime runtime, ArtefactStore store) {
    this.home = home;
    this.runtime = runtime;
    this.store = store;
  }

  /**
   * The builder that works below the given folder, which it makes, with commands in the runtime.
   */
  public static Builder open(Path home, InstanceRuntime runtime) {
    try {
      var real = Folders.passable(home).toRealPath();
      Folders.passable(real.resolve("workspaces"));
      Folders.passable(real.resolve("caches"));
      return new Builder(real, runtime, new ArtefactStore(real));
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  /** Returns when the artefact is there; at once when the same was built before. */
  public Built build(BuildRequest request, BuildProgress progress) throws InterruptedException {
    var begun = System.nanoTime();
    try (var source = OpenSource.of(request.source())) {
      var key = request.key(source.digest());
      var known = store.find(key);
      if (known.isEmpty()) {
        var artefact = buildInTurn(request, source, key, progress);
        return built(artefact, source, key, new Outcome(false, begun));
      }
      return built(known.get(), source, key, new Outcome(true, begun));
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  private record Outcome(boolean reused, long begun) {}

  private Built built(Artefact artefact, OpenSource source, String key, Outcome outcome) {
    var took = Duration.ofNanos(System.nanoTime() - outcome.begun());
    return new Built(
        artefact, source.commit(), source.files().size(), outcome.reused(), took, store.log(key));
  }

  private Artefact buildInTurn(
      BuildRequest request, OpenSource source, String key, BuildProgress progress)
      throws IOException, InterruptedException {
    if (!turn.tryAcquire()) {
      progress.begins("waiting for another build");
      turn.acquire();
    }
    try {
      var meanwhile = store.find(key);
      return meanwhile.isPresent() ? meanwhile.get() : buildNow(request, source, key, progress);
    } finally {
      turn.release();
    }
  }

  private Artefact buildNow(
      BuildRequest request, OpenSource source, String key, BuildProgress progress)
      throws IOException, InterruptedException {
    var workspace = Workspace.of(home, request, key);
    if (!workspace.isLaid() || runtime.find(workspace.command()).isEmpty()) {
      runtime.remove(workspace.command());
      Admission.demand(request, runtime.headroom());
      progress.begins(source.files().size() + " files");
      workspace.lay(source, request, runtime);
    }
    try {
      if (request.command().isPresent()) {
        progress.begins(request.command().get());
        new BuildCommand(request, workspace, runtime).run(store.log(key), progress);
      }
      return store.take(key, workspace.source());
    } finally {
      runtime.remove(workspace.command());
      workspace.delete();
    }
  }

  /** Whether the artefact's files are still what its digest says. */
  public boolean isWhole(Artefact artefact) {
    try {
      return store.isWhole(artefact);
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  public List<Artefact> artefacts() {
    try {
      return store.all();
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  /** The artefact of that digest, if it is kept here. */
  public Optional<Artefact> artefact(String digest) {
    return artefacts().stream().filter(kept -> kept.digest().equals(digest)).findFirst();
  }

  /** Deletes all artefacts but those: what runs, and what might be gone back to. */
  public void prune(Set<String> keptDigests) {
    try {
      for (var artefact : store.all()) {
        if (!keptDigests.contains(artefact.digest())) {
          store.delete(artefact);
        }
      }
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  /** Clears workspaces of builds that nobody came back for. */
  public void reconcile(Instant now) {
    try (var folders = Files.newDirectoryStream(home.resolve("workspaces"))) {
      for (var folder : folders) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(FORGOTTEN))) {
          var id = "build-" + folder.getFileName();
          runtime.remove(new InstanceId(id));
          Folders.delete(folder);
        }
      }
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  private static RuntimeException unusable(Path home, IOException e) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-7104",
            home + ": files of a build can't be read or written: " + e,
            "look at the disk: df -h, and who may read and write there")
        .exception(e);
  }
}
