package dev.slipway.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** What git says of a folder: which commit it is at, and which commits lie between two. */
public final class CommitHistory {
  /** More are counted and not told one by one. */
  private static final int MOST = 200;

  private CommitHistory() {}

  /**
   * Where a folder is.
   *
   * @param commit its whole name
   * @param changed whether files differ from it
   */
  public record Place(String commit, boolean changed) {}

  /** One commit. */
  public record Commit(String name, String author, Instant at, String subject) {}

  /**
   * What lies between.
   *
   * @param commits newest first, at most a few hundred
   * @param count how many there are in all
   * @param unknown why it can't be said; empty when it is
   */
  public record Between(List<Commit> commits, int count, String unknown) {
    static Between unknown(String why) {
      return new Between(List.of(), 0, why);
    }
  }

  /** Empty when the folder is in no repository, or in one without a commit. */
  public static Optional<Place> at(Path folder) {
    try (var repository = open(folder)) {
      var head = repository == null ? null : repository.resolve(Constants.HEAD);
      if (repository == null || head == null) {
        return Optional.empty();
      }
      return Optional.of(new Place(head.name(), changed(repository, folder)));
    } catch (IOException | GitAPIException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean changed(Repository repository, Path folder)
      throws GitAPIException, IOException {
    if (repository.isBare()) {
      return false;
    }
    var status = Git.wrap(repository).status();
    var inside =
        repository.getWorkTree().toPath().toRealPath().relativize(folder.toRealPath()).toString();
    return !(inside.isEmpty() ? status : status.addPath(inside)).call().isClean();
  }

  /** The commits that are in the later one and not in the earlier one, as {@code git log a..b}. */
  public static Between between(Path folder, String earlier, String later) {
    try (var repository = open(folder)) {
      if (repository == null) {
        return Between.unknown("the sources are in no git repository");
      }
      return between(repository, earlier, later);
    } catch (MissingObjectException gone) {
      return Between.unknown(
          "commit " + shortly(gone.getObjectId().name()) + " is no longer in the history");
    } catch (IOException | IllegalArgumentException unreadable) {
      return Between.unknown("the repository can't be read: " + unreadable.getMessage());
    }
  }

  private static Between between(Repository repository, String earlier, String later)
      throws IOException {
    try (var walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(later)));
      walk.markUninteresting(walk.parseCommit(ObjectId.fromString(earlier)));
      var commits = new ArrayList<Commit>();
      var count = 0;
      for (var commit : walk) {
        count++;
        if (commits.size() < MOST) {
          commits.add(told(commit));
        }
      }
      return new Between(List.copyOf(commits), count, "");
    }
  }

  private static Commit told(RevCommit commit) {
    var author = commit.getAuthorIdent();
    return new Commit(
        commit.name(), author.getName(), author.getWhenAsInstant(), commit.getShortMessage());
  }

  /** As people write a commit. */
  public static String shortly(String name) {
    return name.length() > 7 ? name.substring(0, 7) : name;
  }

  @SuppressWarnings("NullAway") // No repository is a usual answer here.
  private static Repository open(Path folder) throws IOException {
    var builder = new RepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
    return builder.getGitDir() == null ? null : builder.setMustExist(true).build();
  }
}
