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

  public record Release(Instant at, String release, String path) {}

  public record Branch(
      String name, State masking, String size, Instant expires, Optional<Action> remove) {}

  public record Schema(State state, List<Migration> migrations) {}

  public record Migration(String file, State state, String by, Optional<Instant> at) {}

  public record Activity(List<SlowQuery> slow, List<Lock> locks) {}

  public record SlowQuery(String query, String calls, String mean, String share) {}

  /**
   * Who waits for whom: those blocked stand under who blocks them.
   *
   * @param depth 0 for who holds the lock and waits for nobody
   */
  public record Lock(int depth, String session, String waits, String query) {}
}
