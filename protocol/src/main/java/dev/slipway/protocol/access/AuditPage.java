package dev.slipway.protocol.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the audit log, newest first.
 *
 * @param before ask for the entries before this number to go on; absent at the end
 */
public record AuditPage(List<Entry> entries, @Nullable Long before) {

  /**
   * @param from the network address; {@code local} for the owner of the machine
   * @param outcome a word: done, denied, failed
   */
  public record Entry(
      long number,
      Instant at,
      String who,
      String from,
      String action,
      String outcome,
      String target,
      String application,
      String environment,
      Map<String, String> before,
      Map<String, String> after) {}
}
