package dev.slipway.protocol.alert;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the probes of an environment are, and how they went, by day in UTC, at most ninety of them.
 */
public record ProbeHistory(String app, String environment, List<Now> now, List<Day> days) {

  /**
   * One probe as it stands.
   *
   * @param state well, failing or not-measured
   * @param url a heartbeat's, for who may configure the environment: it is to be called in time
   */
  public record Now(String probe, String state, String why, @Nullable String url) {}

  /** One probe on one day; what was planned is not counted. */
  public record Day(String probe, LocalDate day, int passed, int failed, int unmeasured) {}
}
