package dev.slipway.postgres.physical;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a running server's data directory belongs into a copy. What PostgreSQL makes anew at each
 * start stays out, as its documentation of low-level backups says.
 */
public record DataFolder(List<String> folders, List<DataFile> files) {
  /** Copied last: it says from where recovery may start. */
  public static final String CONTROL = "global/pg_control";

  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_dynshmem",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");
  private static final Set<String> LEFT_OUT =
      Set.of(
          "postmaster.pid",
          "postmaster.opts",
          "backup_label",
          "tablespace_map",
          "backup_manifest",
          "recovery.signal",
          "standby.signal",
          "current_logfiles");
  private static final Pattern TEMPORARY =
      Pattern.compile("(?:.*/)?(?:pgsql_tmp.*|pg_internal\\.init.*|t\\d+_\\d+.*|.*\\.new)");
  private static final Pattern FORK =
      Pattern.compile("(base/\\d+/\\d+)(?:_(?:fsm|vm))?(?:\\.\\d+)?");

  public static DataFolder read(Path root) throws IOException {
    var folders = new ArrayList<String>();
    var files = new ArrayList<DataFile>();
    Files.walkFileTree(root, new Walk(root, folders, files));
    var unlogged = new HashSet<String>();
    for (var file : files) {
      if (file.path().endsWith("_init")) {
        unlogged.add(file.path().substring(0, file.path().length() - "_init".length()));
      }
    }
    files.removeIf(file -> isUnlogged(file, unlogged));
    return new DataFolder(folders, files);
  }

  public long bytes() {
    return files.stream().mapToLong(DataFile::size).sum();
  }

  /** Of a relation that isn't logged only the empty shape is kept: recovery would empty it. */
  private static boolean isUnlogged(DataFile file, Set<String> unlogged) {
    if (unlogged.isEmpty() || file.path().endsWith("_init")) {
      return false;
    }
    var match = FORK.matcher(file.path());
    return match.matches() && unlogged.contains(match.group(1));
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<String> folders;
    private final List<DataFile> files;

    Walk(Path root, List<String> folders, List<DataFile> files) {
      this.root = root;
      this.folders = folders;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      var name = relative(folder);
      if (name.isEmpty()) {
        return FileVisitResult.CONTINUE;
      }
      if (TEMPORARY.matcher(name).matches()) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(name);
      if (name.equals("pg_wal")) {
        folders.add("pg_wal/archive_status");
      }
      return EMPTIED.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      var name = relative(path);
      if (attributes.isSymbolicLink()) {
        throw linked(path);
      }
      if (attributes.isRegularFile()
          && !LEFT_OUT.contains(name)
          && !TEMPORARY.matcher(name).matches()) {
        add(path, name, attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    private void add(Path path, String name, BasicFileAttributes attributes) throws IOException {
      try {
        var changed = (FileTime) Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        files.add(
            new DataFile(
                name,
                attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                changed.toMillis()));
      } catch (NoSuchFileException dropped) {
        // Gone between two looks: the log that is replayed later knows of it.
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      // A table may be dropped while we look; the log that is replayed later knows of it.
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    private String relative(Path path) {
      return root.relativize(path).toString();
    }

    private static RuntimeException linked(Path path) {
      return Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-5020",
              path + ": leads out of the data directory (a tablespace, or a moved pg_wal)",
              "a managed cluster keeps everything in its folder: move the tables back to"
                  + " pg_default and drop the tablespace")
          .exception();
    }
  }
}
