package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.edge.head.ResponseHead;
import dev.slipway.edge.proxy.Compression.Encoder;
import dev.slipway.edge.table.CompiledSite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The half of an {@link Exchange} that faces the client: its answer, whether an instance gives it,
 * a file, or the edge itself. One object with the other half: a request costs one less.
 */
abstract class Reply {
  private final Worker worker;
  private final Client client;
  private final Asked asked;
  private final Tally tally = new Tally();

  private @Nullable CompiledSite site;
  private @Nullable Additions additions;
  private @Nullable Encoder encoder;
  private @Nullable BodySource source;
  private boolean begun;
  private boolean over;

  Reply(Worker worker, Client client, RequestHead request) {
    this.worker = worker;
    this.client = client;
    this.asked = Asked.of(request, worker.random());
  }

  /** The instance's answer has begun: nothing will be sent to another one. */
  abstract void settled();

  /** Whether to go on reading the instance's answer. */
  abstract void upstreamReading(boolean on);

  /** Who had the request; null: nobody. */
  abstract @Nullable Lane lane();

  /** The exchange is over: what the other half holds is let go. */
  abstract void letGo();

  final Worker worker() {
    return worker;
  }

  final Client client() {
    return client;
  }

  final Asked asked() {
    return asked;
  }

  final Method method() {
    return asked.method();
  }

  final Tally tally() {
    return tally;
  }

  final boolean isBegun() {
    return begun;
  }

  final boolean isOver() {
    return over;
  }

  final @Nullable CompiledSite site() {
    return site;
  }

  /** What the request's own gate, limits and headers are from now on. */
  final Additions servedBy(CompiledSite found, RequestHead request) {
    site = found;
    additions = new Additions(found, request, client.peer().visitor(), tally.started());
    return additions;
  }

  final @Nullable String stickyTo() {
    return additions == null ? null : additions.stickyTo();
  }

  // --- an instance's answer

  final void answerInformational(ResponseHead answer) {
    var out = ResponseWriter.begin(worker.out(), answer);
    ResponseWriter.addKept(out, answer.lines(), null);
    client.informational(out);
  }

  final void answerSwitched(ResponseHead answer) {
    answers(answer.status());
    var out = ResponseWriter.begin(worker.out(), answer);
    ResponseWriter.addKept(out, answer.lines(), null);
    ResponseWriter.addUpgrade(out);
    client.switchProtocols(out);
  }

  final void answerHead(ResponseHead answer, Framing framing) {
    answers(answer.status());
    var out = ResponseWriter.begin(worker.out(), answer);
    encoder = site == null ? null : Compression.choose(asked, answer, framing, site.compress());
    ResponseWriter.addKept(out, answer.lines(), Additions.replaced(additions, encoder));
    if (encoder != null) {
      encoder.addTo(out, answer.lines());
    }
    asked.trace().addRequestId(out);
    if (additions != null) {
      additions.addTo(out, answer.lines(), lane());
    }
    var chunked = encoder != null || framing == Framing.UNTIL_CLOSE;
    client.head(out, chunked ? Framing.CHUNKED : framing, answer.bodyLength());
  }

  private void answers(int status) {
    begun = true;
    tally.status(status);
    settled();
  }

  final void answerPart(ByteBuf part) {
    var towardsClient = encoder == null ? part : encoder.encode(part);
    if (towardsClient == null) {
      return;
    }
    tally.out(towardsClient.readableBytes());
    client.part(towardsClient);
    if (!client.writable()) {
      client.flush();
      if (!client.writable()) {
        upstreamReading(false);
      }
    }
  }

  final void clientWritable() {
    if (source != null) {
      pump();
    } else {
      upstreamReading(true);
    }
  }

  final void complete(@Nullable HeaderLines trailers) {
    var rest = encoder == null ? null : encoder.finish();
    if (rest != null) {
      tally.out(rest.readableBytes());
      client.part(rest);
    }
    finish();
    client.end(trailers);
  }

  // --- an answer of the edge

  /** Answers without an instance. */
  final void answer(Answer own) {
    beginOwn(own.status());
    var out = own.writeHead(worker.out());
    var withBody = method() != Method.HEAD && own.body().length > 0;
    finishOwnHead(out);
    tally.out(withBody ? own.body().length : 0);
    finish();
    client.head(out, withBody ? Framing.LENGTH : Framing.NONE, own.body().length);
    if (withBody) {
      client.part(Unpooled.wrappedBuffer(own.body()));
    }
    client.end(null);
  }

  /** Answers from outside of the client's own turn. */
  final void answerNow(Answer own) {
    if (!over) {
      answer(own);
      client.flush();
    }
  }

  /** Answers in the place of an instance that gave no answer. */
  final void answerInstead(Answer own) {
    tally.unanswered();
    answer(own);
  }

  private void beginOwn(int status) {
    tally.status(status);
    begun = true;
  }

  private void finishOwnHead(HeadBuffer out) {
    asked.trace().addRequestId(out);
    if (additions != null) {
      additions.addTo(out, null, null);
    }
  }

  /** Answers with a body that comes from a file; the head is written up to its own fields. */
  final void answerFrom(int status, HeadBuffer out, long length, @Nullable BodySource body) {
    beginOwn(status);
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
      tally.out(part.readableBytes());
      client.part(part);
      if (!client.writable()) {
        client.flush();
      }
    }
    client.flush();
  }

  // --- its end

  /** The answer can't be completed: the client must notice. */
  final void breakOff() {
    finish();
    client.cut();
  }

  final void finish() {
    over = true;
    closeSource();
    var open = encoder;
    if (open != null) {
      encoder = null;
      open.close();
    }
    var answeredBy = lane();
    tally.close(asked.line(), answeredBy);
    letGo();
    worker.logs().add(this, answeredBy);
  }

  private void closeSource() {
    var from = source;
    if (from != null) {
      source = null;
      from.close();
    }
  }
}
