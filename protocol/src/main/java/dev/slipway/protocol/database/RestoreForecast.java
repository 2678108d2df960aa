package dev.slipway.protocol.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restore would do, before anybody decides.
 *
 * @param to the state as it is recorded
 * @param seconds that it will take
 * @param measured whether a drill measured the rate
 * @param complete false when part of the log is missing, so that it may be more
 */
public record RestoreForecast(
    String cluster,
    String to,
    String backup,
    long seconds,
    boolean measured,
    long transactions,
    long rows,
    List<TableLoss> tables,
    @Nullable Instant first,
    @Nullable Instant last,
    boolean complete) {

  /** Changes that would be gone. */
  public record TableLoss(String table, long inserted, long updated, long deleted) {}
}
