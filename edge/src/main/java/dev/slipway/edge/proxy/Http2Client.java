package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.head.BadHead;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.proxy.Deadlines.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One stream of an HTTP/2 connection: one request. */
final class Http2Client extends ChannelInboundHandlerAdapter implements Client {
  private final Worker worker;
  private final Http2Connection connection;
  private final Channel stream;
  private final Peer peer;
  private final Deadline deadline;

  private @Nullable Exchange exchange;
  private boolean begun;
  private boolean requestComplete;
  private boolean answered;

  /** Bytes of the request's body that its head has promised; -1: it didn't say. */
  private long promised = -1;

  /** Bytes of the answer that are still to come; -1: not known. */
  private long left = -1;

  Http2Client(Worker worker, Http2Connection connection, Channel stream, Peer peer) {
    this.worker = worker;
    this.connection = connection;
    this.stream = stream;
    this.peer = peer;
    this.deadline = worker.deadlines().open(() -> reset(Http2Error.CANCEL));
    connection.begun();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case Http2HeadersFrame headers when !begun -> begin(headers);
      case Http2HeadersFrame trailers -> trailers(trailers);
      case Http2DataFrame data -> data(data);
      case Http2ResetFrame _ -> gone();
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void begin(Http2HeadersFrame frame) {
    begun = true;
    if (!Http2Heads.isWhole(frame.headers())) {
      reset(Http2Error.PROTOCOL_ERROR);
      return;
    }
    requestComplete = frame.isEndStream();
    try {
      Http2Heads.write(worker.out(), frame.headers(), requestComplete);
      worker.readRequest(worker.out());
    } catch (BadHead bad) {
      refuse(bad);
      return;
    }
    var request = worker.request();
    promised = request.framing() == Framing.LENGTH ? request.bodyLength() : -1;
    if (requestComplete && request.framing() != Framing.NONE) {
      reset(Http2Error.PROTOCOL_ERROR);
      return;
    }
    var started = new Exchange(worker, this, request);
    exchange = started;
    worker.router().route(started, request);
  }

  private void refuse(BadHead bad) {
    worker.refused(bad.status());
    var answer = Answer.problem(bad.status(), bad.fact());
    head(answer.writeHead(worker.out()), Framing.LENGTH, answer.body().length);
    part(Unpooled.wrappedBuffer(answer.body()));
    end(null);
    flush();
  }

  private void data(Http2DataFrame frame) {
    var content = frame.content();
    var running = exchange;
    if (promised >= 0) {
      promised -= content.readableBytes();
      if (promised < 0 || frame.isEndStream() && promised > 0) {
        content.release();
        reset(Http2Error.PROTOCOL_ERROR);
        return;
      }
    }
    if (running == null || !content.isReadable()) {
      content.release();
    } else {
      if (!frame.isEndStream()) {
        deadline.in(ClientTimes.BODY_SILENCE);
      }
      running.requestPart(content);
    }
    if (frame.isEndStream()) {
      requestEnd(null);
    }
  }

  private void trailers(Http2HeadersFrame frame) {
    if (requestComplete) {
      reset(Http2Error.STREAM_CLOSED);
      return;
    }
    if (!frame.isEndStream() || promised > 0 || Http2Heads.hasPseudoField(frame.headers())) {
      reset(Http2Error.PROTOCOL_ERROR);
      return;
    }
    try {
      requestEnd(Http2Heads.trailers(frame.headers()));
    } catch (BadHead bad) {
      reset(Http2Error.PROTOCOL_ERROR);
    }
  }

  private void requestEnd(@Nullable HeaderLines trailers) {
    if (!requestComplete) {
      requestComplete = true;
      deadline.never();
      if (exchange != null) {
        exchange.requestEnd(trailers);
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.clientReadComplete();
    }
    stream.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!stream.isWritable()) {
      deadline.in(ClientTimes.WRITE_SILENCE);
    } else if (exchange != null) {
      deadline.never();
      exchange.clientWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.close();
    connection.ended();
    gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof Http2Exception broken) {
      // The client is told what it did wrong; the connection's other streams go on.
      reset(broken.error());
      return;
    }
    worker.unexpected(cause);
    context.close();
  }

  private void gone() {
    var running = exchange;
    if (running != null) {
      exchange = null;
      running.clientGone();
    }
  }

  private void reset(Http2Error error) {
    gone();
    stream.writeAndFlush(new DefaultHttp2ResetFrame(error));
    stream.close();
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public void head(HeadBuffer head, Framing framing, long length) {
    left = framing == Framing.LENGTH ? length : -1;
    answered = framing == Framing.NONE;
    var headers = Http2Heads.read(worker.translate(head));
    stream.write(new DefaultHttp2HeadersFrame(headers, answered));
  }

  @Override
  public void informational(HeadBuffer head) {
    stream.write(new DefaultHttp2HeadersFrame(Http2Heads.read(worker.translate(head)), false));
  }

  @Override
  public void switchProtocols(HeadBuffer head) {
    reset(Http2Error.PROTOCOL_ERROR);
  }

  @Override
  public void part(ByteBuf part) {
    if (left > 0) {
      left -= part.readableBytes();
      answered = left == 0;
    }
    stream.write(new DefaultHttp2DataFrame(part, answered));
  }

  @Override
  public void end(@Nullable HeaderLines trailers) {
    exchange = null;
    if (!answered) {
      answered = true;
      stream.write(
          trailers == null
              ? new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true)
              : new DefaultHttp2HeadersFrame(Http2Heads.fields(trailers), true));
    }
    if (!requestComplete) {
      // The answer came before the whole request: the rest isn't wanted any more.
      stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public void cut() {
    exchange = null;
    reset(Http2Error.INTERNAL_ERROR);
  }

  @Override
  public boolean isTunnel() {
    return false;
  }

  @Override
  public void goAway() {
    cut();
  }

  @Override
  public boolean writable() {
    return stream.isWritable();
  }

  @Override
  public void reading(boolean on) {
    stream.config().setAutoRead(on);
  }
}
