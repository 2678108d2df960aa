package dev.slipway.edge.gate;

import dev.slipway.edge.head.RequestHead;
import dev.slipway.kit.Durations;
import dev.slipway.protocol.edge.RateLimit;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets each client make so many requests in so much time. For each client one number is kept: the
 * time at which it will have paid for all its requests (the generic cell rate algorithm), so that a
 * quiet client may come in a burst and a steady one is slowed down to the rate.
 */
final class RateGate {
  /** Clients that are told apart; the others share one allowance. Bounds the memory. */
  private static final int MOST_CLIENTS = 100_000;

  private static final String THE_OTHERS = "";

  private final RateLimit limit;
  private final long costNanos;
  private final long burstNanos;
  private ConcurrentHashMap<String, AtomicLong> paidAt = new ConcurrentHashMap<>();

  RateGate(RateLimit limit) {
    this.limit = limit;
    this.costNanos = Math.max(1, limit.per().toNanos() / limit.requests());
    this.burstNanos = costNanos * limit.requests();
  }

  RateLimit limit() {
    return limit;
  }

  /** Called before the gate is used: a new table is no new allowance. */
  void continueFrom(RateGate before) {
    paidAt = before.paidAt;
  }

  boolean covers(RequestHead request) {
    return request.pathIsBelow(limit.path());
  }

  /**
   * Counts a request.
   *
   * @return how many more may follow at once, or -1 when this one is too many
   */
  int take(String client, long nanos) {
    var account = account(client, nanos);
    while (true) {
      var paid = account.get();
      var start = Math.max(paid, nanos);
      var left = burstNanos - (start - nanos);
      if (left < costNanos) {
        return -1;
      }
      if (account.compareAndSet(paid, start + costNanos)) {
        return (int) ((left - costNanos) / costNanos);
      }
    }
  }

  /** Seconds until the next request is allowed. */
  long waitSeconds(String client, long nanos) {
    var wait = account(client, nanos).get() - nanos - burstNanos + costNanos;
    return Math.max(1, (wait + 999_999_999) / 1_000_000_000);
  }

  private AtomicLong account(String client, long nanos) {
    var known = paidAt.get(client);
    if (known != null) {
      return known;
    }
    if (paidAt.size() >= MOST_CLIENTS) {
      paidAt.values().removeIf(paid -> paid.get() <= nanos);
    }
    var name = paidAt.size() >= MOST_CLIENTS ? THE_OTHERS : client;
    return paidAt.computeIfAbsent(name, key -> new AtomicLong(nanos));
  }

  /** What tells the clients of a request apart: a header's value or the address. */
  String client(RequestHead request, Visitor visitor) {
    var header = limit.header();
    var value = header == null ? null : headerValue(request, header);
    return value == null ? visitor.text() : value;
  }

  private static @Nullable String headerValue(RequestHead request, String header) {
    return request.lines().text(header.toLowerCase(Locale.ROOT));
  }

  Answer refusal(String client, long nanos) {
    var wait = waitSeconds(client, nanos);
    return Answer.problem(
        429,
        "more than %d requests in %s".formatted(limit.requests(), Durations.human(limit.per())),
        "retry-after: %d\r\nratelimit-limit: %d\r\nratelimit-remaining: 0\r\nratelimit-reset: %d\r\n"
            .formatted(wait, limit.requests(), wait));
  }

  /** The lines that tell a client how far it may go. */
  String lines(int remaining) {
    return "ratelimit-limit: %d\r\nratelimit-remaining: %d\r\nratelimit-reset: %d\r\n"
        .formatted(
            limit.requests(),
            remaining,
            Math.max(1, (limit.requests() - remaining) * costNanos / 1_000_000_000));
  }
}
