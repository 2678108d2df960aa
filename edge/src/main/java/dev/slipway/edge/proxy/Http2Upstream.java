package dev.slipway.edge.proxy;

import dev.slipway.edge.head.BadHead;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.ResponseHead;
import dev.slipway.edge.proxy.Deadlines.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of a connection to an instance: one exchange. */
final class Http2Upstream extends ChannelInboundHandlerAdapter implements Upstream {
  private final Worker worker;
  private final Http2Link link;
  private final Deadline deadline;
  private @Nullable Http2StreamChannel stream;
  private @Nullable Exchange exchange;

  /** Kept until it is known whether a body follows. */
  private @Nullable Http2Headers unsent;

  /** The connection has carried others before, and the instance has said nothing to this one. */
  private boolean mayBeStale;

  private boolean headSeen;
  private boolean over;

  /** Bytes of the answer that its head has promised; -1: it didn't say. */
  private long promised = -1;

  Http2Upstream(Worker worker, Http2Link link, boolean mayBeStale) {
    this.worker = worker;
    this.link = link;
    this.mayBeStale = mayBeStale;
    this.deadline = worker.deadlines().open(this::late);
  }

  void on(Http2StreamChannel opened) {
    stream = opened;
  }

  /** It could not be opened. */
  void discard() {
    deadline.close();
  }

  private Http2StreamChannel stream() {
    return Objects.requireNonNull(stream, "a stream carries nothing before it is open");
  }

  @Override
  public Lane lane() {
    return link.lane();
  }

  @Override
  public void begin(Exchange started, ByteBuf head, boolean chunked, long answerNanos) {
    exchange = started;
    deadline.in(answerNanos);
    try {
      unsent = Http2Heads.request(head);
    } finally {
      head.release();
    }
  }

  private void sendHead(boolean complete) {
    var headers = unsent;
    if (headers != null) {
      unsent = null;
      // What was not written has reached nobody: the connection may have ended a moment ago.
      stream()
          .write(new DefaultHttp2HeadersFrame(headers, complete))
          .addListener(
              done -> {
                if (!done.isSuccess()) {
                  broken("the request could not be sent", Reached.NOT);
                }
              });
    }
  }

  @Override
  public void part(ByteBuf part) {
    sendHead(false);
    stream().write(new DefaultHttp2DataFrame(part, false));
  }

  @Override
  public void end(@Nullable HeaderLines trailers) {
    if (trailers != null && trailers.size() > 0) {
      sendHead(false);
      stream().write(new DefaultHttp2HeadersFrame(Http2Heads.fields(trailers), true));
    } else if (unsent != null) {
      sendHead(true);
    } else {
      stream().write(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
    }
  }

  @Override
  public void flush() {
    sendHead(false);
    stream().flush();
  }

  @Override
  public boolean writable() {
    return stream().isWritable();
  }

  @Override
  public void reading(boolean on) {
    stream().config().setAutoRead(on);
  }

  @Override
  public void patience(long nanos) {
    deadline.in(nanos);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var running = exchange;
    if (running == null) {
      ReferenceCountUtil.release(message);
      return;
    }
    mayBeStale = false;
    try {
      switch (message) {
        case Http2HeadersFrame headers when !headSeen -> head(running, headers);
        case Http2HeadersFrame trailers -> trailers(trailers);
        case Http2DataFrame data -> data(running, data);
        default -> ReferenceCountUtil.release(message);
      }
    } catch (BadHead bad) {
      broken(bad.fact(), Reached.MAYBE);
    }
  }

  private void head(Exchange running, Http2HeadersFrame frame) {
    var answer = Http2Heads.answer(frame.headers());
    if (answer.status() < 200) {
      if (answer.status() == 101 || frame.isEndStream()) {
        throw BadHead.ofAnswer("the answer's head is malformed");
      }
      running.answerInformational(answer);
      return;
    }
    headSeen = true;
    deadline.in(running.idleNanos());
    var framing = framing(answer, running.method(), frame.isEndStream());
    promised = framing == Framing.LENGTH ? answer.bodyLength() : -1;
    running.answerHead(answer, framing);
    if (frame.isEndStream()) {
      answered(null);
    }
  }

  private static Framing framing(ResponseHead answer, Method method, boolean complete) {
    var said = answer.framing(method);
    if (said == Framing.NONE || complete && answer.bodyLength() < 0) {
      return Framing.NONE;
    }
    return said == Framing.LENGTH ? Framing.LENGTH : Framing.CHUNKED;
  }

  private void trailers(Http2HeadersFrame frame) {
    if (!frame.isEndStream() || !headSeen) {
      throw BadHead.ofAnswer("fields in the middle of an answer");
    }
    answered(Http2Heads.trailers(frame.headers()));
  }

  private void data(Exchange running, Http2DataFrame frame) {
    var content = frame.content();
    if (!headSeen) {
      content.release();
      throw BadHead.ofAnswer("a body before its head");
    }
    deadline.in(running.idleNanos());
    if (promised >= 0) {
      promised -= content.readableBytes();
      if (promised < 0) {
        content.release();
        throw BadHead.ofAnswer("a body of another length than its head says");
      }
    }
    if (content.isReadable()) {
      running.answerPart(content);
    } else {
      content.release();
    }
    if (frame.isEndStream()) {
      answered(null);
    }
  }

  private void answered(@Nullable HeaderLines trailers) {
    var running = exchange;
    if (running == null) {
      return;
    }
    if (promised > 0 && running.method() != Method.HEAD) {
      broken("a body of another length than its head says", Reached.MAYBE);
      return;
    }
    exchange = null;
    deadline.never();
    if (!running.requestComplete()) {
      // It answered before it had read everything: the rest is wanted by nobody.
      cancel(Http2Error.NO_ERROR);
    }
    running.answerEnd(trailers);
    running.client().flush();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.client().flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (stream().isWritable() && exchange != null) {
      exchange.upstreamWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame reset) {
      var refused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
      broken(
          refused ? "the instance refused the request" : "the instance broke off its answer",
          refused ? Reached.NOT : Reached.MAYBE);
    } else if (event instanceof Http2GoAwayFrame) {
      // Only streams that the instance has not looked at are told.
      broken("the instance is going away", Reached.NOT);
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.close();
    if (!over) {
      over = true;
      link.ended(this);
    }
    connectionEnded();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    worker.unexpected(cause);
    context.close();
  }

  void connectionEnded() {
    broken("the connection ended early", mayBeStale ? Reached.HARDLY : Reached.MAYBE);
  }

  private void late() {
    var running = exchange;
    exchange = null;
    cancel(Http2Error.CANCEL);
    if (running != null) {
      running.upstreamLate(this);
    }
  }

  private void broken(String fact, Reached reached) {
    var running = exchange;
    exchange = null;
    cancel(Http2Error.CANCEL);
    if (running != null) {
      running.upstreamFailed(this, fact, reached);
    }
  }

  @Override
  public void abandon() {
    exchange = null;
    cancel(Http2Error.CANCEL);
  }

  private void cancel(Http2Error error) {
    var open = stream;
    if (open != null && open.isActive()) {
      if (unsent == null) {
        open.writeAndFlush(new DefaultHttp2ResetFrame(error));
      }
      open.close();
    }
  }
}
