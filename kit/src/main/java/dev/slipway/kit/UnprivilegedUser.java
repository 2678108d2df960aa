package dev.slipway.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who a child process runs as when we are root and it must not be: PostgreSQL refuses root, and an
 * application should never have it.
 */
public record UnprivilegedUser(String name, int uid, int gid) {
  private static final Path PASSWD = Path.of("/etc/passwd");

  /** Whether this process is root, so that its children need somebody else's name. */
  public static boolean weAreRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** The first of the named users that this machine has. */
  public static Optional<UnprivilegedUser> firstOf(String... names) {
    try {
      var lines = Files.readAllLines(PASSWD);
      for (var name : names) {
        for (var line : lines) {
          var fields = line.split(":", -1);
          if (fields.length > 3 && fields[0].equals(name)) {
            return Optional.of(
                new UnprivilegedUser(
                    name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
          }
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      // Without a readable list of users there is nobody to become.
    }
    return Optional.empty();
  }

  /** The command that runs the given one as this user, without root's groups or capabilities. */
  public List<String> running(List<String> command) {
    var whole =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + gid,
                "--clear-groups",
                "--inh-caps=-all",
                "--no-new-privs"));
    whole.addAll(command);
    return whole;
  }

  /** Hands a file or folder over to this user. */
  public void own(Path path) throws IOException {
    var users = path.getFileSystem().getUserPrincipalLookupService();
    var view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setOwner(users.lookupPrincipalByName(Integer.toString(uid)));
    view.setGroup(users.lookupPrincipalByGroupName(Integer.toString(gid)));
  }

  /** Whether every folder above the path lets this user pass. */
  public boolean canReach(Path path) throws IOException {
    for (var folder = path.toAbsolutePath().normalize().getParent();
        folder != null;
        folder = folder.getParent()) {
      if (Files.exists(folder) && !mayPass(folder)) {
        return false;
      }
    }
    return true;
  }

  private boolean mayPass(Path folder) throws IOException {
    var attributes = Files.readAttributes(folder, "unix:uid,gid,permissions");
    @SuppressWarnings("unchecked")
    var permissions = (java.util.Set<PosixFilePermission>) attributes.get("permissions");
    if (permissions == null) {
      return false;
    }
    if (Integer.valueOf(uid).equals(attributes.get("uid"))) {
      return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    }
    if (Integer.valueOf(gid).equals(attributes.get("gid"))) {
      return permissions.contains(PosixFilePermission.GROUP_EXECUTE);
    }
    return permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }
}
