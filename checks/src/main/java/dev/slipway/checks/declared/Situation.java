package dev.slipway.checks.declared;

import dev.slipway.checks.RowCounts;
import dev.slipway.checks.RowsCheck;
import dev.slipway.checks.http.Target;
import dev.slipway.manifest.model.CheckMoment;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * When the checks run, and what is there for them.
 *
 * @param databases by the names of the manifest; those whose rows were counted before
 * @param plain the edge's plain HTTP address; absent where there is none
 */
public record Situation(
    CheckMoment moment,
    Map<String, Counted> databases,
    Optional<Target> plain,
    InstantSource clock) {

  /** A database, and its rows before anything was changed. */
  public record Counted(RowCounts before, RowsCheck.Database database) {}

  public static Situation verify(InstantSource clock) {
    return new Situation(CheckMoment.VERIFY, Map.of(), Optional.empty(), clock);
  }
}
