package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.edge.pool.CompiledPool;
import dev.slipway.edge.pool.Counts;
import dev.slipway.edge.table.CompiledTable;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. It is routed once, by the table of that moment; whatever fails before
 * a byte of an answer was seen is tried again if that can do no harm. This half faces the instance.
 */
final class Exchange extends Reply {
  private @Nullable CompiledPool pool;
  private @Nullable Lane lane;
  private @Nullable Upstream upstream;

  /** The request's head as instances get it, kept for another attempt until an answer begins. */
  private @Nullable ByteBuf head;

  /** Parts of the body that came while there was no connection yet. */
  private @Nullable ArrayDeque<ByteBuf> early;

  private @Nullable Retries retries;
  private boolean requestComplete;
  private boolean bodySent;

  Exchange(Worker worker, Client client, RequestHead request) {
    super(worker, client, request);
    this.requestComplete = request.framing() == Framing.NONE;
  }

  /** Longest silence in the middle of a body, either way. */
  long idleNanos() {
    var found = site();
    return found == null ? ClientTimes.BODY_SILENCE : found.idleNanos();
  }

  boolean requestComplete() {
    return requestComplete;
  }

  /** Whether the rest of the request's body still goes somewhere. */
  boolean wantsBody() {
    return upstream != null;
  }

  @Override
  @Nullable Lane lane() {
    return lane;
  }

  // --- towards the instance

  /** Sends the request to an instance of this pool; {@code written} is its head. */
  void toPool(CompiledPool routedTo, ByteBuf written) {
    pool = routedTo;
    head = written;
    connect();
  }

  private void connect() {
    var routed = pool;
    if (routed == null) {
      return;
    }
    var hold = routed.pool().hold();
    if (hold != null) {
      client().reading(requestComplete);
      worker().held().add(this, hold.limit());
      return;
    }
    var tried = retries == null ? null : retries.tried();
    var instance = worker().balancer().choose(routed, System.nanoTime(), tried, stickyTo());
    if (instance == null) {
      answer(
          retries != null
              ? Answer.problem(502, "no instance could be reached")
              : Answer.problem(503, "no instance is available", "retry-after: 1\r\n"));
      return;
    }
    var chosen = worker().lanes().of(instance);
    lane = chosen;
    chosen.begin();
    var policy = routed.pool().policy();
    var streams = policy.http2() && !asked().webSocket();
    var idle = streams || retries != null ? null : kept(chosen);
    if (idle != null) {
      send(idle);
      return;
    }
    if (!requestComplete) {
      client().reading(false);
    }
    if (streams) {
      worker().connector().stream(chosen, policy, this);
    } else {
      worker().connector().connect(chosen, policy, this);
    }
  }

  /** What can't be sent again shall not meet a connection that is just being closed. */
  private @Nullable Upstream kept(Lane chosen) {
    var repeatable = requestComplete && early == null && method().idempotent();
    return repeatable ? chosen.takeIdle() : chosen.takeFresh();
  }

  /** Whether the request still waits by this table. */
  boolean isStillHeld(CompiledTable table) {
    var now = pool == null ? null : table.pool(pool.pool().name());
    return now != null && now.pool().hold() != null;
  }

  /** Goes on by this table, which holds the request's pool no more. */
  void release(CompiledTable table) {
    var now = pool == null ? null : table.pool(pool.pool().name());
    if (now == null) {
      answerNow(Answer.problem(503, "the application has left while the request waited"));
      return;
    }
    pool = now;
    connect();
    clientReadComplete();
    client().flush();
  }

  /** The connection that was asked for; false when the exchange is over and doesn't need it. */
  boolean connected(Upstream fresh) {
    if (isOver()) {
      return false;
    }
    send(fresh);
    fresh.flush();
    return true;
  }

  private void send(Upstream ready) {
    var bytes = head;
    var found = site();
    if (bytes == null || found == null) {
      throw new IllegalStateException("a request is sent before it is routed");
    }
    upstream = ready;
    ready.begin(this, bytes.retainedDuplicate(), asked().chunked(), found.answerNanos());
    var parts = early;
    if (parts != null) {
      early = null;
      parts.forEach(ready::part);
      bodySent = true;
    }
    if (requestComplete) {
      ready.end(null);
    } else {
      client().reading(true);
    }
  }

  void requestPart(ByteBuf part) {
    tally().in(part.readableBytes());
    var found = site();
    var most = found == null ? 0 : found.gate().mostBytes();
    if (most > 0 && tally().bytesIn() > most && !client().isTunnel() && found != null) {
      part.release();
      bodyRefused(found.gate().tooLarge());
    } else if (upstream != null) {
      bodySent = true;
      upstream.part(part);
      if (!upstream.writable()) {
        client().reading(false);
      }
    } else if (isOver() || head == null) {
      part.release();
    } else {
      if (early == null) {
        early = new ArrayDeque<>();
      }
      early.add(part);
    }
  }

  /**
   * The body went past the limit, or is malformed: the instance must not take it for a whole one.
   */
  void bodyRefused(Answer refusal) {
    abandonUpstream();
    if (isOver()) {
      return;
    }
    if (isBegun()) {
      tally().cut();
      breakOff();
    } else {
      answerInstead(refusal);
    }
  }

  void requestEnd(@Nullable HeaderLines trailers) {
    if (requestComplete) {
      return;
    }
    requestComplete = true;
    if (upstream != null) {
      upstream.end(trailers);
    }
  }

  void clientReadComplete() {
    if (upstream != null) {
      upstream.flush();
    }
  }

  void upstreamWritable() {
    client().reading(true);
  }

  @Override
  void upstreamReading(boolean on) {
    if (upstream != null) {
      upstream.reading(on);
    }
  }

  @Override
  void settled() {
    releaseHead();
    if (lane != null) {
      lane.instance().answered();
    }
  }

  void answerEnd(@Nullable HeaderLines trailers) {
    upstream = null;
    complete(trailers);
  }

  // --- when something breaks

  void connectFailed(Lane failed) {
    if (!isOver()) {
      retryOrGiveUp(failed, true, "the instance can't be reached");
      client().flush();
    }
  }

  void upstreamFailed(Upstream failed, String fact, Upstream.Reached reached) {
    upstream = null;
    if (isOver()) {
      return;
    }
    var broken = failed.lane();
    if (isBegun()) {
      broken.counts().add(Counts.Kind.FAILED, 1);
      tally().cut();
      breakOff();
      return;
    }
    if (mayBeRepeated() && isHarmless(reached)) {
      // The instance is well: it may get the request again, on a new connection.
      repeat(broken);
    } else {
      retryOrGiveUp(broken, method().idempotent(), fact);
    }
    client().flush();
  }

  /** A second kept connection that ends is no coincidence. */
  private boolean isHarmless(Upstream.Reached reached) {
    return switch (reached) {
      case NOT -> true;
      case HARDLY -> retries == null && method().idempotent();
      case MAYBE -> false;
    };
  }

  void upstreamLate(Upstream late) {
    upstream = null;
    late.lane().counts().add(Counts.Kind.FAILED, 1);
    if (isBegun()) {
      breakOff();
    } else {
      answer(Answer.problem(504, "the instance did not answer in time"));
      client().flush();
    }
  }

  /**
   * @param harmless nothing was sent, or sending it again changes nothing
   */
  private void retryOrGiveUp(Lane failed, boolean harmless, String fact) {
    if (failed.instance().failed(System.nanoTime())) {
      failed.counts().add(Counts.Kind.EJECTIONS, 1);
    }
    if (harmless && mayBeRepeated()) {
      retries().avoid(failed.instance());
      repeat(failed);
      return;
    }
    failed.counts().add(Counts.Kind.FAILED, 1);
    answerInstead(Answer.problem(502, fact));
  }

  private boolean mayBeRepeated() {
    return !bodySent && head != null && (retries == null || retries.left());
  }

  private Retries retries() {
    if (retries == null) {
      retries = new Retries();
    }
    return retries;
  }

  /**
   * The table may have changed since the request was routed: the old one's instances may be gone.
   */
  private void repeat(Lane failed) {
    leaveLane();
    failed.counts().add(Counts.Kind.RETRIES, 1);
    retries().add();
    var now = pool == null ? null : worker().table().pool(pool.pool().name());
    if (now != null) {
      pool = now;
    }
    connect();
    clientReadComplete();
  }

  void clientGone() {
    if (!isOver()) {
      if (!isBegun()) {
        tally().status(499);
      }
      finish();
    }
    abandonUpstream();
  }

  private void abandonUpstream() {
    var running = upstream;
    upstream = null;
    if (running != null) {
      running.abandon();
    }
  }

  /** A WebSocket's instance, or the edge itself, is about to go. */
  void drainTunnel() {
    if (!isOver()) {
      client().goAway();
    }
  }

  @Override
  void letGo() {
    releaseHead();
    var parts = early;
    if (parts != null) {
      early = null;
      parts.forEach(ByteBuf::release);
    }
    leaveLane();
  }

  private void leaveLane() {
    var left = lane;
    if (left != null) {
      lane = null;
      left.end();
    }
  }

  private void releaseHead() {
    var bytes = head;
    if (bytes != null) {
      head = null;
      bytes.release();
    }
  }
}
