package dev.slipway.protocol.alert;

import java.time.LocalDate;
import java.util.List;

/** How the probes of an environment went, by day in UTC, at most ninety of them. */
public record ProbeHistory(String app, String environment, List<Day> days) {

  /** One probe on one day; what was planned is not counted. */
  public record Day(String probe, LocalDate day, int passed, int failed, int unmeasured) {}
}
