package dev.slipway.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The branches and tags of the repository that a folder lies in, as they are now.
 *
 * @param repository where git keeps it
 * @param root of the work tree; the repository itself when it has none
 * @param folder the part of the work tree that was asked about; empty for all
 */
public record CommitRefs(Path repository, Path root, String folder, List<Ref> refs) {

  /** What a name in a repository is. */
  public enum Kind {
    BRANCH(Constants.R_HEADS),
    TAG(Constants.R_TAGS);

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * A branch or a tag.
   *
   * @param name as people write it, such as {@code main} or {@code v1.4}
   * @param commit the whole name of the commit that it stands for
   */
  public record Ref(Kind kind, String name, String commit) {
    public String fullName() {
      return kind.prefix + name;
    }
  }

  public CommitRefs {
    refs = List.copyOf(refs);
  }

  /** Empty when the folder is in no repository. */
  public static Optional<CommitRefs> of(Path folder) throws IOException {
    var builder = new RepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try (var repository = builder.setMustExist(true).build()) {
      var root = (repository.isBare() ? repository.getDirectory() : repository.getWorkTree());
      var real = root.toPath().toRealPath();
      var inside = real.relativize(folder.toRealPath()).toString();
      var refs = new ArrayList<Ref>();
      for (var kind : Kind.values()) {
        refs.addAll(refs(repository, kind));
      }
      var place = repository.getDirectory().toPath().toRealPath();
      return Optional.of(new CommitRefs(place, real, inside, refs));
    }
  }

  public static boolean isInRepository(Path folder) {
    return new RepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile()).getGitDir() != null;
  }

  private static List<Ref> refs(Repository repository, Kind kind) throws IOException {
    var refs = new ArrayList<Ref>();
    var database = repository.getRefDatabase();
    for (var ref : database.getRefsByPrefix(kind.prefix)) {
      var peeled = ref.isPeeled() ? ref : database.peel(ref);
      var id = peeled.getPeeledObjectId() == null ? ref.getObjectId() : peeled.getPeeledObjectId();
      if (id != null) {
        refs.add(new Ref(kind, ref.getName().substring(kind.prefix.length()), id.name()));
      }
    }
    return refs;
  }

  /**
   * When it was made: the tag, or the commit where a name alone points to it. Empty when it stands
   * for no commit, as a tag of a single file does, or for one that isn't there yet.
   */
  public Optional<Instant> madeAt(Ref ref) throws IOException {
    try (var opened = open();
        var walk = new RevWalk(opened)) {
      walk.parseCommit(ObjectId.fromString(ref.commit()));
      var found = opened.exactRef(ref.fullName());
      if (found == null || found.getObjectId() == null) {
        return Optional.empty();
      }
      return switch (walk.parseAny(found.getObjectId())) {
        case RevTag tag when tag.getTaggerIdent() != null ->
            Optional.of(tag.getTaggerIdent().getWhenAsInstant());
        case RevCommit commit -> Optional.of(committed(commit));
        default -> Optional.of(committed(walk.parseCommit(ObjectId.fromString(ref.commit()))));
      };
    } catch (IncorrectObjectTypeException | MissingObjectException noCommit) {
      return Optional.empty();
    }
  }

  private static Instant committed(RevCommit commit) {
    return commit.getCommitterIdent().getWhenAsInstant();
  }

  /** Whether the folder has the same files in both commits; not when one of them is gone. */
  public boolean isSame(String one, String other) throws IOException {
    if (one.equals(other)) {
      return true;
    }
    try (var opened = open()) {
      var before = tree(opened, one);
      return before.isPresent() && before.equals(tree(opened, other));
    }
  }

  private Optional<ObjectId> tree(Repository opened, String commit) throws IOException {
    try {
      return Optional.ofNullable(
          opened.resolve(folder.isEmpty() ? commit + "^{tree}" : commit + ":" + folder));
    } catch (MissingObjectException gone) {
      return Optional.empty();
    }
  }

  private Repository open() throws IOException {
    return new RepositoryBuilder().setGitDir(repository.toFile()).setMustExist(true).build();
  }
}
