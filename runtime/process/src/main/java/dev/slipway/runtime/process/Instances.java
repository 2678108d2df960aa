package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All instances that have a folder below the home. */
record Instances(Path home, Supervisor supervisor, ControlGroups groups) {

  static Instances below(
      Path home, Surroundings surroundings, OutputLimits output, ControlGroups groups)
      throws IOException {
    for (var folder : List.of(home, home.resolve("instances"), home.resolve("consoles"))) {
      Files.createDirectories(folder);
    }
    var passable = PosixFilePermissions.fromString("rwx--x--x");
    Files.setPosixFilePermissions(home.resolve("instances"), passable);
    Files.setPosixFilePermissions(home.resolve("consoles"), passable);
    surroundings.demandReachable(home.resolve("instances"));
    var script = SupervisorScript.install(home.toRealPath());
    return new Instances(home.toRealPath(), new Supervisor(script, surroundings, output), groups);
  }

  InstanceFolder folder(InstanceId id) {
    return new InstanceFolder(home.resolve("instances").resolve(id.value()));
  }

  InstanceFolder console(InstanceId id) {
    return new InstanceFolder(home.resolve("consoles").resolve(id.value()));
  }

  List<InstanceFolder> folders() throws IOException {
    return below(home.resolve("instances"));
  }

  private static List<InstanceFolder> below(Path parent) throws IOException {
    var folders = new ArrayList<InstanceFolder>();
    try (var paths = Files.newDirectoryStream(parent)) {
      paths.forEach(path -> folders.add(new InstanceFolder(path)));
    }
    folders.sort((one, other) -> one.path().compareTo(other.path()));
    return folders;
  }

  Optional<Instance> instance(InstanceFolder folder) throws IOException {
    var record = folder.record();
    if (record.isEmpty()) {
      return Optional.empty();
    }
    var wanted = record.get();
    return Optional.of(
        new Instance(
            folder.id(),
            wanted.labels(),
            new Artefact(wanted.artefactDigest(), Path.of(wanted.artefactFolder())),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted.port()),
            folder.output(),
            new StatusReading(folder, supervisor).status()));
  }

  List<Instance> all() throws IOException {
    var all = new ArrayList<Instance>();
    for (var folder : folders()) {
      instance(folder).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /** Ports that belong to an instance that may still need them. */
  Set<Integer> ports() throws IOException {
    var ports = new HashSet<Integer>();
    for (var folder : folders()) {
      if (!folder.isWishedToStop()) {
        folder.record().ifPresent(record -> ports.add(record.port()));
      }
    }
    return ports;
  }

  ProcessTree tree(InstanceRecord record) {
    return new ProcessTree(groups.at(record.mark()).tree(), record.mark());
  }

  /** Consoles end with the control plane that opened them; what a crash left of them ends here. */
  void sweepConsoles() throws IOException {
    for (var folder : below(home.resolve("consoles"))) {
      var record = folder.record();
      if (record.isPresent()) {
        tree(record.get()).kill();
        forgetConsole(folder, record.get().mark());
      } else {
        folder.delete();
      }
    }
  }

  /** Its control group first: only the folder tells that there is one. */
  void forgetConsole(InstanceFolder folder, String mark) throws IOException {
    groups.remove(mark);
    if (Files.exists(folder.path())) {
      folder.delete();
    }
  }
}
