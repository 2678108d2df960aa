package dev.slipway.build;

import dev.slipway.kit.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/** The files of a commit, read from git's own store: no checkout is needed or touched. */
final class CommitFiles implements AutoCloseable {
  private final Repository repository;
  private final Source.Commit source;

  private CommitFiles(Repository repository, Source.Commit source) {
    this.repository = repository;
    this.source = source;
  }

  static CommitFiles open(Source.Commit source) throws IOException {
    var builder = new RepositoryBuilder().findGitDir(source.repository().toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      builder.setGitDir(source.repository().toFile());
    }
    return new CommitFiles(builder.setMustExist(true).build(), source);
  }

  /** The whole name of the commit that the revision stands for now. */
  String name() throws IOException {
    return commit().name();
  }

  List<SourceFile> files() throws IOException {
    var folder = source.folder().replaceAll("^\\.?/+|/+$", "").replaceAll("^\\.$", "");
    var prefix = folder.isEmpty() ? "" : folder + "/";
    var ignored = new IgnoreNode();
    var files = new ArrayList<SourceFile>();
    try (var revisions = new RevWalk(repository);
        var tree = new TreeWalk(repository)) {
      tree.addTree(revisions.parseCommit(commit()).getTree());
      tree.setRecursive(true);
      if (!folder.isEmpty()) {
        tree.setFilter(PathFilter.create(folder));
      }
      while (tree.next()) {
        var path = tree.getPathString().substring(prefix.length());
        if (path.equals(".slipwayignore")) {
          ignored.parse(new ByteArrayInputStream(bytes(tree.getObjectId(0))));
        }
        files.add(file(path, tree.getFileMode(0), tree.getObjectId(0)));
      }
    }
    files.removeIf(file -> isIgnored(ignored, file.path()));
    if (files.isEmpty()) {
      throw missing(" has no files in " + (folder.isEmpty() ? "it" : folder), null);
    }
    return files;
  }

  /** A file is left out with any of the folders above it. */
  private static boolean isIgnored(IgnoreNode rules, String path) {
    for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (Boolean.TRUE.equals(rules.checkIgnored(path.substring(0, slash), true))) {
        return true;
      }
    }
    return Boolean.TRUE.equals(rules.checkIgnored(path, false));
  }

  private SourceFile file(String path, FileMode mode, ObjectId id) {
    if (mode.equals(FileMode.GITLINK)) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7102",
              path + " is a submodule, which a commit names but doesn't hold",
              "put its files into the repository, or build from a folder that has them")
          .exception();
    }
    var kind = SourceFile.Kind.PLAIN;
    if (mode.equals(FileMode.SYMLINK)) {
      kind = SourceFile.Kind.LINK;
    } else if (mode.equals(FileMode.EXECUTABLE_FILE)) {
      kind = SourceFile.Kind.EXECUTABLE;
    }
    return new SourceFile(path, kind, () -> repository.open(id).openStream());
  }

  private byte[] bytes(ObjectId id) throws IOException {
    return repository.open(id).getBytes();
  }

  private ObjectId commit() throws IOException {
    try {
      var id = repository.resolve(source.revision() + "^{commit}");
      if (id == null) {
        throw missing(" isn't there", null);
      }
      return id;
    } catch (AmbiguousObjectException e) {
      throw missing(" is the beginning of several commits' names", e);
    }
  }

  private RuntimeException missing(String fact, @Nullable Exception cause) {
    var problem =
        Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-7101",
            source.repository() + ": " + source.revision() + fact,
            "name a branch, tag or commit of that repository: git log --oneline");
    return cause == null ? problem.exception() : problem.exception(cause);
  }

  @Override
  public void close() {
    repository.close();
  }
}
