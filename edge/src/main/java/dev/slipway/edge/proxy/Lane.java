package dev.slipway.edge.proxy;

import dev.slipway.edge.pool.Counts;
import dev.slipway.edge.pool.Instance;
import dev.slipway.protocol.edge.PoolPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One loop's connections to one instance, and what it counts of it. */
final class Lane {
  /** Of an instance that says nothing of it; a connection more is opened past that. */
  private static final int USUAL_STREAMS = 100;

  private final Instance instance;
  private final Counts counts = new Counts();
  private final ArrayDeque<Http1Upstream> idle = new ArrayDeque<>();
  private final Set<Http1Upstream> open = new HashSet<>();
  private int mostStreams = USUAL_STREAMS;
  private final List<Http2Link> links = new ArrayList<>();
  private int inFlight;
  private long keepNanos = PoolPolicy.DEFAULT.keep().toNanos();

  Lane(Instance instance) {
    this.instance = instance;
  }

  Instance instance() {
    return instance;
  }

  Counts counts() {
    return counts;
  }

  int inFlight() {
    return inFlight;
  }

  void begin() {
    inFlight++;
    counts.add(Counts.Kind.IN_FLIGHT, 1);
  }

  void end() {
    inFlight--;
    counts.add(Counts.Kind.IN_FLIGHT, -1);
  }

  /** How long an unused connection is kept. */
  long keepNanos() {
    return keepNanos;
  }

  void keepFor(Duration keep) {
    keepNanos = keep.toNanos();
  }

  void opened(Http1Upstream upstream) {
    open.add(upstream);
  }

  void closed(Http1Upstream upstream) {
    open.remove(upstream);
    if (upstream.isIdle()) {
      idle.remove(upstream);
    }
  }

  /** The connection that was used last: it is the least likely to be closed by now. */
  @Nullable Http1Upstream takeIdle() {
    for (var found = idle.pollLast(); found != null; found = idle.pollLast()) {
      if (found.takeFromIdle()) {
        return found;
      }
    }
    return null;
  }

  /** The same for a request that can't be repeated if the instance closes it at that moment. */
  @Nullable Http1Upstream takeFresh() {
    var last = idle.peekLast();
    return last != null && last.isFresh() ? takeIdle() : null;
  }

  void giveBack(Http1Upstream upstream) {
    idle.addLast(upstream);
  }

  /** The connection of many streams that has room for another; null: there is none. */
  @Nullable Http2Link link() {
    for (var link : links) {
      if (link.hasRoom()) {
        return link;
      }
    }
    return null;
  }

  /** How many exchanges a connection carries at once. */
  int mostStreams() {
    return mostStreams;
  }

  /** As the instance has said it last. */
  void mostStreams(int most) {
    mostStreams = most;
  }

  void opened(Http2Link link) {
    links.add(link);
  }

  void closed(Http2Link link) {
    links.remove(link);
  }

  /** No new request comes: connections without work are closed, WebSockets are told to go. */
  void drain() {
    for (var upstream : new ArrayList<>(open)) {
      upstream.drain();
    }
    for (var link : new ArrayList<>(links)) {
      link.drain();
    }
  }

  /** The drain took too long: what is left is broken off. */
  void cut() {
    if (!instance.routed()) {
      for (var upstream : new ArrayList<>(open)) {
        upstream.close();
      }
      for (var link : new ArrayList<>(links)) {
        link.close();
      }
    }
  }
}
