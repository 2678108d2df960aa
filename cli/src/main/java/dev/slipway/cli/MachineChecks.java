package dev.slipway.cli;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.UnprivilegedUser;
import dev.slipway.protocol.DoctorReport.Finding;
import dev.slipway.protocol.home.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/** What can be said of the machine without a control plane. */
record MachineChecks(DataDirectory directory) {
  private static final ByteSize LITTLE_DISK = ByteSize.ofMebibytes(2048);

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(
        Finding.good("Java", Runtime.version() + " in " + System.getProperty("java.home")));
    findings.add(disk());
    findings.add(postgresUser());
    if (Files.exists(directory.token())) {
      findings.add(token());
    }
    return findings;
  }

  private Finding disk() {
    var folder = nearestExisting(directory.path());
    try {
      var free = new ByteSize(Files.getFileStore(folder).getUsableSpace());
      var fact = free.human() + " free at " + folder;
      return free.compareTo(LITTLE_DISK) < 0
          ? Finding.bad("disk", fact, "make room: deployments need at least " + LITTLE_DISK.human())
          : Finding.good("disk", fact);
    } catch (IOException e) {
      return Finding.bad(
          "disk", folder + " can't be measured: " + e.getMessage(), "check the disk");
    }
  }

  private static Path nearestExisting(Path path) {
    var folder = path;
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static Finding postgresUser() {
    if (!UnprivilegedUser.weAreRoot()) {
      return Finding.good("PostgreSQL user", "runs as you");
    }
    return UnprivilegedUser.firstOf("slipway-postgres", "postgres", "nobody")
        .map(user -> Finding.good("PostgreSQL user", "we are root, so it runs as " + user.name()))
        .orElse(
            Finding.bad(
                "PostgreSQL user",
                "we are root and nobody else is there to run it",
                "useradd --system slipway-postgres"));
  }

  private Finding token() {
    try {
      var permissions = Files.getPosixFilePermissions(directory.token());
      var open =
          permissions.contains(PosixFilePermission.GROUP_READ)
              || permissions.contains(PosixFilePermission.OTHERS_READ);
      return open
          ? Finding.bad(
              "token",
              directory.token() + " can be read by others",
              "chmod 600 " + directory.token())
          : Finding.good("token", "readable by its owner only");
    } catch (IOException e) {
      return Finding.bad("token", directory.token() + ": " + e.getMessage(), "check its owner");
    }
  }
}
