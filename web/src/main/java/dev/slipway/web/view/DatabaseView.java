package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One database: its past on a time line, its copies, its present troubles. */
public record DatabaseView(
    Head head, Timeline timeline, List<Branch> branches, Schema schema, Activity activity) {

  public record Head(
      String app,
      String environment,
      String name,
      State state,
      List<Fact> facts,
      List<Action> actions) {}

  /**
   * @param shown from the oldest backup kept to now
   * @param recoverable the times that can be restored to; empty when there is no backup
   * @param previewPath answers what a restore to a time would lose, for {@link RestoreView}
   */
  public record Timeline(
      Stretch shown,
      Optional<Stretch> recoverable,
      List<Backup> backups,
      List<Release> releases,
      String previewPath) {}

  /**
   * @param proven restored and checked, not only written
   */
  public record Backup(Instant at, Proof proven, String size, String kind) {
    public enum Proof {
      PROVEN,
      NOT_YET,
      FAILED
    }
  }

  /**
   * A restore point, as it was marked right before a release changed the database.
   *
   * @param path of the release's deployment
   * @param preview what going back to it would cost; empty when no backup reaches it any more
   */
  public record Release(
      Instant at, String release, String point, String path, Optional<String> preview) {}

  /**
   * A copy in use.
   *
   * @param from what it is a copy of, and since when
   * @param proof of its masking in words; empty for a plain one
   * @param expires empty when it stays until somebody removes it
   */
  public record Branch(
      String name,
      State masking,
      String from,
      String proof,
      Optional<Instant> expires,
      Optional<Action> remove) {}

  /**
   * How its migrations stand.
   *
   * @param migrations what isn't well first, then the newest
   * @param left how many more are in and not shown
   */
  public record Schema(State state, List<Advice> advice, List<Migration> migrations, int left) {}

  /** What to do about what isn't well, and the command for it. */
  public record Advice(String what, String command) {}

  /**
   * One migration.
   *
   * @param took empty where nobody kept it
   * @param by the deployment whose plan applied it
   */
  public record Migration(
      String file, State state, String took, Optional<Link> by, Optional<Instant> at) {}

  public record Activity(List<SlowQuery> slow, List<Lock> locks) {}

  public record SlowQuery(String query, String calls, String mean, String share) {}

  /**
   * Who waits for whom: those blocked stand under who blocks them.
   *
   * @param depth 0 for who holds the lock and waits for nobody
   */
  public record Lock(int depth, String session, String waits, String query) {}
}
