package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.edge.head.ResponseHead;
import dev.slipway.edge.pool.CompiledPool;
import dev.slipway.edge.pool.Counts;
import dev.slipway.edge.proxy.Compression.Encoder;
import dev.slipway.edge.table.CompiledSite;
import dev.slipway.edge.table.CompiledTable;
import dev.slipway.protocol.edge.Destination;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. It is routed once, by the table of that moment; whatever fails before
 * a byte of an answer was seen is tried on another instance if that can do no harm.
 *
 * <p>Longer than other files: this is the one place that sees a request's whole life, and what is
 * true at each point of it is easier to hold together than apart.
 */
final class Exchange {
  private static final int MOST_ATTEMPTS = 3;
  private static final int LEAST_SERVER_ERROR = 500;

  private final Worker worker;
  private final Client client;
  private final Asked asked;
  private final long started = System.nanoTime();

  private @Nullable CompiledSite site;
  private @Nullable Additions additions;
  private @Nullable CompiledPool pool;
  private @Nullable Lane lane;
  private @Nullable Upstream upstream;
  private @Nullable Encoder encoder;
  private @Nullable BodySource source;

  /** The request's head as instances get it, kept for another attempt until an answer begins. */
  private @Nullable ByteBuf head;

  /** Parts of the body that came while there was no connection yet. */
  private @Nullable ArrayDeque<ByteBuf> early;

  private @Nullable BitSet tried;
  private int attempts;
  private boolean requestComplete;
  private boolean bodySent;
  private boolean answerBegun;

  /** The instance gave no answer: we did, in its place. */
  private boolean unanswered;

  /** Its answer broke off. */
  private boolean cut;

  private boolean over;
  private int status;
  private long bytesIn;
  private long bytesOut;

  Exchange(Worker worker, Client client, RequestHead request) {
    this.worker = worker;
    this.client = client;
    this.asked = Asked.of(request, worker.random());
    this.requestComplete = request.framing() == Framing.NONE;
  }

  Client client() {
    return client;
  }

  Method method() {
    return asked.method();
  }

  Asked asked() {
    return asked;
  }

  long idleNanos() {
    return site == null ? ClientTimes.BODY_SILENCE : site.idleNanos();
  }

  boolean requestComplete() {
    return requestComplete;
  }

  boolean isOver() {
    return over;
  }

  /** Whether the rest of the request's body still goes somewhere. */
  boolean wantsBody() {
    return upstream != null;
  }

  // --- routing

  void start(RequestHead request) {
    var challenge = worker.settings().challenges().answer(request);
    if (challenge != null) {
      answer(challenge);
      return;
    }
    var found = worker.table().site(request.bytes(), request.hostStart(), request.hostEnd());
    if (found == null) {
      answer(Answer.problem(404, "no application is served under this host name"));
      return;
    }
    site = found;
    var visitor = client.peer().visitor();
    var added = new Additions(found, request, visitor, started);
    additions = added;
    var refusal = added.refusal();
    if (refusal == null) {
      refusal = found.gate().check(request, visitor, worker.settings().around());
    }
    if (refusal != null) {
      answer(refusal);
      return;
    }
    var route = found.route(request.path(), request.pathFrom(), request.pathTo());
    if (route == null) {
      answer(Answer.problem(404, "no route of this application has this path"));
      return;
    }
    switch (route.destination()) {
      case Destination.ToPool _ -> toPool(route.pool(), request, added);
      case Destination.StaticFiles files -> worker.files().answer(files, request, this);
      case Destination.Redirect redirect ->
          answer(Answer.redirect(redirect.status(), redirect.to() + request.target(), ""));
    }
  }

  private void toPool(@Nullable CompiledPool routedTo, RequestHead request, Additions added) {
    if (routedTo == null) {
      answer(Answer.problem(503, "the application has no instances"));
      return;
    }
    pool = routedTo;
    RequestWriter.write(worker.out(), request, client.peer(), asked.trace());
    head = worker.copyOut();
    added.routedTo(routedTo, request);
    connect();
  }

  // --- towards the instance

  private void connect() {
    var routed = pool;
    if (routed == null) {
      return;
    }
    var hold = routed.pool().hold();
    if (hold != null) {
      client.reading(requestComplete);
      worker.held().add(this, hold.limit());
      return;
    }
    var stickyTo = additions == null ? null : additions.stickyTo();
    var instance = worker.balancer().choose(routed, System.nanoTime(), tried, stickyTo);
    if (instance == null) {
      answer(
          attempts > 0
              ? Answer.problem(502, "no instance could be reached")
              : Answer.problem(503, "no instance is available", "retry-after: 1\r\n"));
      return;
    }
    attempts++;
    var chosen = worker.lanes().of(instance);
    lane = chosen;
    chosen.begin();
    if (routed.pool().policy().http2() && !asked.webSocket()) {
      if (!requestComplete) {
        client.reading(false);
      }
      worker.connector().stream(chosen, routed.pool().policy(), this);
      return;
    }
    var idle = attempts > 1 ? null : chosen.takeIdle();
    if (idle != null) {
      send(idle);
      return;
    }
    if (!requestComplete) {
      client.reading(false);
    }
    worker.connector().connect(chosen, routed.pool().policy(), this);
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
    if (upstream != null) {
      upstream.flush();
    }
    client.flush();
  }

  /** The connection that was asked for; false when the exchange is over and doesn't need it. */
  boolean connected(Upstream fresh) {
    if (over) {
      return false;
    }
    send(fresh);
    fresh.flush();
    return true;
  }

  void connectFailed(Lane failed) {
    if (!over) {
      retryOrGiveUp(failed, true, "the instance can't be reached");
      client.flush();
    }
  }

  private void send(Upstream ready) {
    var bytes = head;
    var found = site;
    if (bytes == null || found == null) {
      throw new IllegalStateException("a request is sent before it is routed");
    }
    upstream = ready;
    ready.begin(this, bytes.retainedDuplicate(), asked.chunked(), found.answerNanos());
    var parts = early;
    if (parts != null) {
      early = null;
      parts.forEach(ready::part);
      bodySent = true;
    }
    if (requestComplete) {
      ready.end(null);
    } else {
      client.reading(true);
    }
  }

  void requestPart(ByteBuf part) {
    bytesIn += part.readableBytes();
    var most = site == null ? 0 : site.gate().mostBytes();
    if (most > 0 && bytesIn > most && !client.isTunnel() && site != null) {
      part.release();
      bodyRefused(site.gate().tooLarge());
    } else if (upstream != null) {
      bodySent = true;
      upstream.part(part);
      if (!upstream.writable()) {
        client.reading(false);
      }
    } else if (over || head == null) {
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
    var running = upstream;
    upstream = null;
    if (running != null) {
      running.abandon();
    }
    if (over) {
      return;
    }
    if (answerBegun) {
      cut = true;
      finish();
      client.cut();
    } else {
      unanswered = true;
      answer(refusal);
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
    client.reading(true);
  }

  // --- towards the client

  void answerInformational(ResponseHead answer) {
    var out = ResponseWriter.begin(worker.out(), answer);
    ResponseWriter.addKept(out, answer.lines(), null);
    client.informational(out);
  }

  void answerSwitched(ResponseHead answer) {
    begun(answer.status());
    var out = ResponseWriter.begin(worker.out(), answer);
    ResponseWriter.addKept(out, answer.lines(), null);
    ResponseWriter.addUpgrade(out);
    client.switchProtocols(out);
  }

  void answerHead(ResponseHead answer, Framing framing) {
    begun(answer.status());
    var out = ResponseWriter.begin(worker.out(), answer);
    encoder = site == null ? null : Compression.choose(asked, answer, framing, site.compress());
    ResponseWriter.addKept(out, answer.lines(), Additions.replaced(additions, encoder));
    if (encoder != null) {
      encoder.addTo(out, answer.lines());
    }
    asked.trace().addRequestId(out);
    if (additions != null) {
      additions.addTo(out, answer.lines(), lane);
    }
    var chunked = encoder != null || framing == Framing.UNTIL_CLOSE;
    client.head(out, chunked ? Framing.CHUNKED : framing, answer.bodyLength());
  }

  private void begun(int newStatus) {
    answerBegun = true;
    status = newStatus;
    releaseHead();
    if (lane != null) {
      lane.instance().answered();
    }
  }

  void answerPart(ByteBuf part) {
    var towardsClient = encoder == null ? part : encoder.encode(part);
    if (towardsClient == null) {
      return;
    }
    bytesOut += towardsClient.readableBytes();
    client.part(towardsClient);
    if (!client.writable() && upstream != null) {
      client.flush();
      if (!client.writable()) {
        upstream.reading(false);
      }
    }
  }

  void clientWritable() {
    if (source != null) {
      pump();
    } else if (upstream != null) {
      upstream.reading(true);
    }
  }

  void answerEnd(@Nullable HeaderLines trailers) {
    upstream = null;
    var rest = encoder == null ? null : encoder.finish();
    if (rest != null) {
      bytesOut += rest.readableBytes();
      client.part(rest);
    }
    finish();
    client.end(trailers);
  }

  /** Answers without an instance. */
  void answer(Answer own) {
    beginOwn(own.status());
    var out = own.writeHead(worker.out());
    var withBody = method() != Method.HEAD && own.body().length > 0;
    finishOwnHead(out);
    bytesOut = withBody ? own.body().length : 0;
    finish();
    client.head(out, withBody ? Framing.LENGTH : Framing.NONE, own.body().length);
    if (withBody) {
      client.part(Unpooled.wrappedBuffer(own.body()));
    }
    client.end(null);
  }

  private void beginOwn(int ownStatus) {
    status = ownStatus;
    answerBegun = true;
  }

  private void finishOwnHead(HeadBuffer out) {
    asked.trace().addRequestId(out);
    if (additions != null) {
      additions.addTo(out, null, null);
    }
  }

  /** Answers from outside of the client's own turn. */
  void answerNow(Answer own) {
    if (!over) {
      answer(own);
      client.flush();
    }
  }

  /** Answers with a body that comes from a file; the head is written up to its own fields. */
  void answerFrom(int ownStatus, HeadBuffer out, long length, @Nullable BodySource body) {
    beginOwn(ownStatus);
    finishOwnHead(out);
    if (body == null) {
      finish();
      client.head(out, Framing.NONE, 0);
      client.end(null);
      return;
    }
    source = body;
    client.head(out, Framing.LENGTH, length);
    pump();
  }

  private void pump() {
    var from = source;
    while (from != null && client.writable()) {
      var part = from.next();
      if (part == null) {
        closeSource();
        finish();
        if (from.isBroken()) {
          client.cut();
        } else {
          client.end(null);
        }
        break;
      }
      bytesOut += part.readableBytes();
      client.part(part);
      if (!client.writable()) {
        client.flush();
      }
    }
    client.flush();
  }

  private void closeSource() {
    var from = source;
    if (from != null) {
      source = null;
      from.close();
    }
  }

  // --- when something breaks

  void upstreamFailed(Upstream failed, String fact, Upstream.Reached reached) {
    upstream = null;
    if (over) {
      return;
    }
    var broken = failed.lane();
    if (answerBegun) {
      broken.counts().add(Counts.Kind.FAILED, 1);
      cut = true;
      finish();
      client.cut();
      return;
    }
    if (reached == Upstream.Reached.NOT && mayBeRepeated()) {
      // An instance that says so is well: it may get the request again, on another connection.
      leaveLane();
      broken.counts().add(Counts.Kind.RETRIES, 1);
      tryElsewhere();
    } else {
      retryOrGiveUp(broken, method().idempotent(), fact);
    }
    client.flush();
  }

  void upstreamLate(Upstream late) {
    upstream = null;
    late.lane().counts().add(Counts.Kind.FAILED, 1);
    if (answerBegun) {
      finish();
      client.cut();
    } else {
      answer(Answer.problem(504, "the instance did not answer in time"));
      client.flush();
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
      leaveLane();
      failed.counts().add(Counts.Kind.RETRIES, 1);
      if (tried == null) {
        tried = new BitSet();
      }
      tried.set(failed.instance().index());
      tryElsewhere();
      return;
    }
    failed.counts().add(Counts.Kind.FAILED, 1);
    unanswered = true;
    answer(Answer.problem(502, fact));
  }

  private boolean mayBeRepeated() {
    return !bodySent && attempts < MOST_ATTEMPTS && head != null;
  }

  /**
   * The table may have changed since the request was routed: the old one's instances may be gone.
   */
  private void tryElsewhere() {
    var now = pool == null ? null : worker.table().pool(pool.pool().name());
    if (now != null) {
      pool = now;
    }
    connect();
    if (upstream != null) {
      upstream.flush();
    }
  }

  void clientGone() {
    var running = upstream;
    upstream = null;
    if (!over) {
      status = answerBegun ? status : 499;
      finish();
    }
    if (running != null) {
      running.abandon();
    }
  }

  /** A WebSocket's instance, or the edge itself, is about to go. */
  void drainTunnel() {
    client.goAway();
  }

  private void finish() {
    over = true;
    releaseHead();
    closeSource();
    var open = encoder;
    if (open != null) {
      encoder = null;
      open.close();
    }
    var parts = early;
    if (parts != null) {
      early = null;
      parts.forEach(ByteBuf::release);
    }
    var took = System.nanoTime() - started;
    var answeredBy = lane;
    if (answeredBy != null) {
      var counts = answeredBy.counts();
      counts.add(Counts.Kind.BYTES_IN, bytesIn);
      counts.add(Counts.Kind.BYTES_OUT, bytesOut);
      if (unanswered) {
        counts.unanswered(asked.line(), took);
      } else {
        counts.answered(status, took);
        if (status >= LEAST_SERVER_ERROR || cut) {
          counts.failed(asked.line(), cut ? 0 : status);
        }
      }
      leaveLane();
    }
    worker.logs().add(this, answeredBy, new Outcome(status, bytesIn, bytesOut, took));
  }

  /** How it ended, for the log. */
  record Outcome(int status, long bytesIn, long bytesOut, long nanos) {}

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
