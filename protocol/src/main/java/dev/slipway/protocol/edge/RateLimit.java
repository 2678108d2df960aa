package dev.slipway.protocol.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * At most so many requests in so much time, for each client of its own.
 *
 * @param path applies to this path and everything below it
 * @param header the value of this request header tells clients apart; null: their address does
 * @param requests allowed within {@code per}; a client that was quiet may use all of them at once
 */
public record RateLimit(
    String name, String path, @Nullable String header, int requests, Duration per) {

  public RateLimit {
    path = Given.or(path, "/");
  }
}
