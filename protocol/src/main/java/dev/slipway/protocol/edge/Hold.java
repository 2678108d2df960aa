package dev.slipway.protocol.edge;

import java.time.Duration;

/**
 * Requests wait at the edge, in order, until a table without a hold arrives: for a cut-over in
 * which nobody may write.
 *
 * @param limit longest wait of one request; past it the client gets 503 and Retry-After
 */
public record Hold(Duration limit) {
  public Hold {
    limit = Given.or(limit, Duration.ofSeconds(30));
  }
}
