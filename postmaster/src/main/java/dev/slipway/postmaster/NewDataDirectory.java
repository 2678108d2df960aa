package dev.slipway.postmaster;

import dev.slipway.kit.Problem;
import dev.slipway.kit.UnprivilegedUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Runs initdb aside and renames the result into place. */
record NewDataDirectory(
    PostgresBinaries binaries, Path dataDirectory, Optional<UnprivilegedUser> user) {
  private static final int BUILTIN_LOCALES_SINCE = 17;

  void make(Superuser superuser) throws IOException {
    var parent = Objects.requireNonNull(dataDirectory.toAbsolutePath().getParent());
    Files.createDirectories(parent);
    checkReachable();
    var workshop = parent.resolve(dataDirectory.getFileName() + ".new");
    Trees.delete(workshop);
    Files.createDirectory(
        workshop,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var passwordFile = workshop.resolve("password");
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, superuser.password() + "\n");
    if (user.isPresent()) {
      user.get().own(passwordFile);
      user.get().own(workshop);
    }
    var data = workshop.resolve("data");
    var outcome = Command.of(initdb(superuser, data, passwordFile)).run();
    if (outcome.exitCode() != 0) {
      Trees.delete(workshop);
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2110",
              dataDirectory + ": initdb failed: " + lastLines(outcome.text()),
              "check the disk's space and the folder's permissions; nothing was left behind")
          .exception();
    }
    SettingsFile.include(data);
    Files.move(data, dataDirectory, StandardCopyOption.ATOMIC_MOVE);
    Trees.delete(workshop);
  }

  private void checkReachable() throws IOException {
    if (user.isPresent() && !user.get().canReach(dataDirectory)) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-2111",
              dataDirectory
                  + " can't be reached by "
                  + user.get().name()
                  + ", who PostgreSQL runs as because we are root",
              "choose a folder that others may pass through, such as one below /var/lib")
          .exception();
    }
  }

  private List<String> initdb(Superuser superuser, Path data, Path passwordFile) {
    var command =
        new ArrayList<>(
            List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + superuser.name(),
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums"));
    // The same order of text on every machine, whatever its C library says a language's order is.
    if (binaries.major() >= BUILTIN_LOCALES_SINCE) {
      command.addAll(
          List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
    } else {
      command.add("--locale=C.UTF-8");
    }
    return user.map(who -> who.running(command)).orElse(command);
  }

  private static String lastLines(String text) {
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }
}
