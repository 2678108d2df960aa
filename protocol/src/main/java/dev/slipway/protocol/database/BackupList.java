package dev.slipway.protocol.database;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a database can be brought back to.
 *
 * @param damaged objects of the repository that were changed, with what is wrong; absent when
 *     nobody looked
 */
public record BackupList(
    String cluster,
    String repository,
    @Nullable Instant from,
    @Nullable Instant to,
    List<BackupLine> backups,
    List<PointLine> points,
    @Nullable Map<String, String> damaged) {

  /**
   * One backup.
   *
   * @param proof proven, unproven or failed
   */
  public record BackupLine(
      String id,
      Instant at,
      long logical,
      long stored,
      long tookMillis,
      String proof,
      @Nullable Instant provenAt,
      List<String> findings,
      boolean damaged) {}

  /** One restore point. */
  public record PointLine(String name, String release, String position, Instant at) {}
}
