package dev.slipway.protocol.edge;

import java.time.Instant;
import java.util.List;

/**
 * The edge about itself.
 *
 * @param transport {@code io_uring}, {@code epoll} or {@code nio}
 * @param loops event loops, and sockets for each address
 * @param warnings what an operator should know, such as a routing file that could not be read
 */
public record EdgeHealth(
    long pid,
    Instant started,
    long table,
    String transport,
    int loops,
    Ports ports,
    List<String> warnings) {
  public EdgeHealth {
    warnings = Given.list(warnings);
  }

  /** Where it listens; 0: not at all. */
  public record Ports(int http, int https) {}
}
