package dev.slipway.protocol.alert;

import java.time.Instant;
import java.util.List;

/**
 * What fired, the newest first, with what was told of it, and the messages that were sent.
 *
 * @param sent messages of every sort about the environment
 */
public record AlertHistory(String app, String environment, List<Entry> alerts, List<Sent> sent) {

  /** An alert with what was told of it. */
  public record Entry(AlertLine alert, List<Told> told) {}

  /**
   * What was told, or was not.
   *
   * @param what firing, still, resolved, or suppressed
   * @param why it was suppressed, or how many were told
   */
  public record Told(Instant at, String what, String why) {}

  /**
   * A message through one channel.
   *
   * @param state waiting, sent or given-up
   */
  public record Sent(
      Instant at,
      String way,
      String recipient,
      String title,
      String state,
      int tries,
      String trouble) {}
}
