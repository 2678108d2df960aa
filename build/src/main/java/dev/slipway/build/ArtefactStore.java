package dev.slipway.build;

import dev.slipway.kit.StateFile;
import dev.slipway.runtime.contract.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Artefacts by the digest of their content, and which work led to which. An artefact's folder is
 * renamed into its place when it is whole; the work is noted after that.
 */
final class ArtefactStore {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String ALGORITHM = "sha256:";

  private final Path home;

  ArtefactStore(Path home) throws IOException {
    this.home = home;
    Folders.passable(home);
    Folders.passable(home.resolve("artefacts"));
    Files.createDirectories(home.resolve("work"));
    Files.createDirectories(home.resolve("logs"));
  }

  Path log(String key) {
    return home.resolve("logs").resolve(key + ".log");
  }

  /** The artefact that this work led to, if it is still there and whole. */
  Optional<Artefact> find(String key) throws IOException {
    var note = note(key).read();
    if (note.isEmpty()) {
      return Optional.empty();
    }
    var words = note.get().strip().split(" ");
    var artefact = artefact(words[0]);
    if (!Files.isDirectory(artefact.folder())) {
      return Optional.empty();
    }
    if (words.length > 1 && words[1].equals(boot())) {
      return Optional.of(artefact);
    }
    // A machine that lost power may have lost content that was not on its disk yet.
    if (!isWhole(artefact)) {
      Folders.delete(artefact.folder());
      return Optional.empty();
    }
    note(key).write(words[0] + " " + boot());
    return Optional.of(artefact);
  }

  /** Seals what a build left and takes it in. */
  Artefact take(String key, Path workspace) throws IOException {
    Sealing.seal(workspace, home);
    var artefact = artefact(Digests.of(FolderFiles.all(workspace)));
    if (!Files.exists(artefact.folder())) {
      Files.move(workspace, artefact.folder(), StandardCopyOption.ATOMIC_MOVE);
    }
    note(key).write(artefact.digest() + " " + boot());
    return artefact;
  }

  List<Artefact> all() throws IOException {
    var all = new ArrayList<Artefact>();
    try (var folders = Files.newDirectoryStream(home.resolve("artefacts"))) {
      folders.forEach(folder -> all.add(artefact(ALGORITHM + folder.getFileName())));
    }
    return all;
  }

  void delete(Artefact artefact) throws IOException {
    Folders.delete(artefact.folder());
  }

  boolean isWhole(Artefact artefact) throws IOException {
    return Files.isDirectory(artefact.folder())
        && Digests.of(FolderFiles.all(artefact.folder())).equals(artefact.digest());
  }

  private Artefact artefact(String digest) {
    var name = digest.substring(ALGORITHM.length());
    return new Artefact(digest, home.resolve("artefacts").resolve(name));
  }

  private StateFile note(String key) {
    return new StateFile(home.resolve("work").resolve(key));
  }

  private static String boot() throws IOException {
    return Files.readString(BOOT).strip();
  }
}
