package dev.slipway.access.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries to read, newest first.
 *
 * @param actor the identifier of who did it; empty for anybody
 * @param application its name; empty for any
 * @param environment its name; empty for any
 * @param since the oldest that is wanted
 * @param page how far the reader has come
 */
public record AuditQuery(
    String actor, String application, String environment, Optional<Instant> since, Page page) {

  /**
   * @param before the number of the last entry already read; {@link Long#MAX_VALUE} at first
   * @param size how many at most
   */
  public record Page(long before, int size) {
    public Page {
      if (size < 1 || size > 1_000) {
        throw new IllegalArgumentException("a page has 1 to 1,000 entries, not " + size);
      }
    }
  }

  public static AuditQuery newest(int size) {
    return new AuditQuery("", "", "", Optional.empty(), new Page(Long.MAX_VALUE, size));
  }

  public AuditQuery by(String actorId) {
    return new AuditQuery(actorId, application, environment, since, page);
  }

  public AuditQuery in(String applicationName, String environmentName) {
    return new AuditQuery(actor, applicationName, environmentName, since, page);
  }

  public AuditQuery since(Instant oldest) {
    return new AuditQuery(actor, application, environment, Optional.of(oldest), page);
  }

  public AuditQuery before(long number) {
    return new AuditQuery(actor, application, environment, since, new Page(number, page.size()));
  }
}
