package dev.slipway.protocol;

import java.time.Instant;
import java.util.List;

/** What the control plane says of itself and of what it looks after. */
public record ServerStatus(
    String version,
    String address,
    long pid,
    Instant startedAt,
    String dataDirectory,
    String store,
    EdgeStatus edge,
    List<AppSummary> apps) {

  /**
   * @param state a word: running, starting, down
   */
  public record EdgeStatus(String state, String http, String https, long pid) {}
}
