package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.head.BadHead;
import dev.slipway.edge.head.BodyReader;
import dev.slipway.edge.head.BodySink;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.proxy.Deadlines.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection: one request after the other, each an {@link Exchange}. Requests
 * that are sent ahead wait unread until the one before is answered.
 */
final class Http1Client extends ChannelInboundHandlerAdapter implements Client, Connection {
  private enum Reading {
    HEAD,
    BODY,
    /** The request is complete, its answer isn't. */
    ANSWER,
    TUNNEL,
    /** The connection is about to be closed; what still comes is thrown away. */
    DISCARD
  }

  private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xe9};

  private final Worker worker;
  private final Channel channel;
  private final Peer peer;
  private final Http1Writer writer;
  private final BodyReader body = new BodyReader();
  private final Deadline deadline;

  private Reading reading = Reading.HEAD;
  private @Nullable Exchange exchange;
  private @Nullable ByteBuf waiting;
  private boolean headBegun;
  private boolean consuming;

  /** A WebSocket's frames from the instance, and how far its end has come. */
  private final WebSocketFrames frames = new WebSocketFrames();

  private boolean leaving;
  private boolean goodbyeSaid;

  /** Hands the request's body to its exchange. */
  private final BodySink toExchange =
      new BodySink() {
        @Override
        public void part(ByteBuf part) {
          if (exchange == null) {
            part.release();
          } else {
            exchange.requestPart(part);
          }
        }

        @Override
        public void end(@Nullable HeaderLines trailers) {
          if (reading == Reading.BODY) {
            reading = Reading.ANSWER;
            deadline.never();
          }
          if (exchange != null) {
            exchange.requestEnd(trailers);
          }
        }
      };

  Http1Client(Worker worker, Channel channel, Peer peer) {
    this.worker = worker;
    this.channel = channel;
    this.peer = peer;
    this.writer = new Http1Writer(channel);
    this.deadline = worker.deadlines().open(this::late);
    deadline.in(ClientTimes.BETWEEN_REQUESTS);
    worker.connections(this, true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var arrived = (ByteBuf) message;
    var before = waiting;
    if (before == null) {
      consumeAndKeep(arrived);
      return;
    }
    before.writeBytes(arrived);
    arrived.release();
    if (!consuming) {
      waiting = null;
      consumeAndKeep(before);
    }
  }

  /** What can't be used yet is copied: a few bytes shall not hold on to a large buffer. */
  private void consumeAndKeep(ByteBuf in) {
    consuming = true;
    try {
      while (in.isReadable() && consume(in)) {
        // Each turn takes a head, a body or the end of one.
      }
    } catch (BadHead bad) {
      refuse(bad);
    } finally {
      consuming = false;
    }
    if (in.isReadable() && channel.isActive() && reading != Reading.DISCARD) {
      waiting = channel.alloc().buffer(in.readableBytes() + 256).writeBytes(in);
      if (reading == Reading.ANSWER && waiting.readableBytes() > ClientTimes.MOST_WAITING) {
        channel.config().setAutoRead(false);
      }
    }
    in.release();
  }

  private boolean consume(ByteBuf in) {
    switch (reading) {
      case HEAD -> {
        return readHead(in);
      }
      case BODY -> {
        deadline.in(ClientTimes.BODY_SILENCE);
        return body.read(in, toExchange);
      }
      case TUNNEL -> toExchange.part(in.readRetainedSlice(in.readableBytes()));
      case DISCARD -> in.skipBytes(in.readableBytes());
      case ANSWER -> {
        return false;
      }
    }
    return false;
  }

  private boolean readHead(ByteBuf in) {
    // An empty line before a request is what some old clients send after a body.
    while (in.isReadable() && in.getByte(in.readerIndex()) <= '\r' && isLineEnd(in)) {
      in.skipBytes(1);
    }
    var end = worker.readRequest(in);
    if (end < 0) {
      if (in.isReadable() && !headBegun) {
        headBegun = true;
        deadline.in(ClientTimes.WHOLE_HEAD);
      }
      return false;
    }
    in.skipBytes(end);
    headBegun = false;
    var request = worker.request();
    writer.begin(request.http11(), request.keepsAlive() && !worker.closing());
    body.start(request.framing(), request.bodyLength());
    reading = request.framing() == Framing.NONE ? Reading.ANSWER : Reading.BODY;
    deadline.never();
    var started = new Exchange(worker, this, request);
    exchange = started;
    started.start(request);
    return true;
  }

  private static boolean isLineEnd(ByteBuf in) {
    var next = in.getByte(in.readerIndex());
    return next == '\r' || next == '\n';
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.clientReadComplete();
    }
    writer.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      if (exchange != null) {
        if (!leaving) {
          deadline.never();
        }
        exchange.clientWritable();
      }
    } else {
      deadline.in(ClientTimes.WRITE_SILENCE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.close();
    worker.connections(this, false);
    writer.discard();
    var before = waiting;
    if (before != null && !consuming) {
      waiting = null;
      before.release();
    }
    var running = exchange;
    if (running != null) {
      exchange = null;
      running.clientGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Resets and broken pipes are the client's way to leave; channelInactive tidies up.
    worker.unexpected(cause);
    context.close();
  }

  private void late() {
    switch (reading) {
      case HEAD -> {
        if (headBegun) {
          answerPlainly(408, "the request took longer than 10 s");
        } else {
          channel.close();
        }
      }
      case BODY, ANSWER, TUNNEL, DISCARD -> channel.close();
    }
  }

  private void refuse(BadHead bad) {
    var running = exchange;
    if (running != null) {
      running.bodyRefused(Answer.problem(bad.status(), bad.fact()));
      writer.flush();
      return;
    }
    answerPlainly(bad.status(), bad.fact());
  }

  /** Answers what never became an exchange, and closes. */
  private void answerPlainly(int status, String fact) {
    worker.refused(status);
    writer.begin(true, false);
    var answer = Answer.problem(status, fact);
    writer.head(answer.writeHead(worker.out()), Framing.LENGTH, answer.body().length);
    writer.part(Unpooled.wrappedBuffer(answer.body()));
    writer.flush();
    linger();
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public void head(HeadBuffer head, Framing framing, long length) {
    if (worker.closing()
        || reading == Reading.BODY && framing != Framing.UNTIL_CLOSE && !bodyMayGoOn()) {
      writer.closeAfterThis();
    }
    writer.head(head, framing, length);
  }

  /** Whether the rest of the request's body is still wanted after the answer began. */
  private boolean bodyMayGoOn() {
    return exchange != null && exchange.wantsBody();
  }

  @Override
  public void informational(HeadBuffer head) {
    writer.raw(head);
  }

  @Override
  public void switchProtocols(HeadBuffer head) {
    reading = Reading.TUNNEL;
    writer.raw(head);
    resume();
  }

  @Override
  public void part(ByteBuf part) {
    if (reading == Reading.TUNNEL) {
      tunnelPart(part);
    } else {
      writer.part(part);
    }
  }

  @Override
  public void end(@Nullable HeaderLines trailers) {
    writer.end(trailers);
    exchange = null;
    if (reading == Reading.ANSWER && writer.keepsAlive()) {
      reading = Reading.HEAD;
      deadline.in(ClientTimes.BETWEEN_REQUESTS);
      resume();
      return;
    }
    writer.flush();
    if (reading == Reading.TUNNEL || reading == Reading.ANSWER && waiting == null) {
      reading = Reading.DISCARD;
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      linger();
    }
  }

  /** Goes on with what was sent ahead. */
  private void resume() {
    if (!channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
    var before = waiting;
    if (before != null && !consuming) {
      waiting = null;
      consumeAndKeep(before);
      if (exchange != null) {
        exchange.clientReadComplete();
      }
    }
  }

  /** Ends our side first: closing at once with bytes unread would take the answer back. */
  private void linger() {
    reading = Reading.DISCARD;
    deadline.in(ClientTimes.LINGER);
    channel.config().setAutoRead(true);
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (channel instanceof DuplexChannel duplex && !peer.secure()) {
                    duplex.shutdownOutput();
                  } else {
                    channel.close();
                  }
                });
  }

  @Override
  public void flush() {
    writer.flush();
  }

  @Override
  public boolean isTunnel() {
    return reading == Reading.TUNNEL;
  }

  @Override
  public void goAway() {
    if (reading != Reading.TUNNEL) {
      cut();
      return;
    }
    if (!leaving) {
      leaving = true;
      deadline.in(ClientTimes.GO_AWAY);
      if (frames.atBoundary()) {
        sayGoodbye();
        writer.flush();
      }
    }
  }

  /** 1001: going away. From now on nothing of the instance reaches the client. */
  private void sayGoodbye() {
    goodbyeSaid = true;
    writer.part(Unpooled.wrappedBuffer(GOING_AWAY));
  }

  private void tunnelPart(ByteBuf part) {
    var boundary = frames.follow(part);
    if (!leaving) {
      writer.part(part);
    } else if (goodbyeSaid) {
      part.release();
    } else if (boundary < 0) {
      writer.part(part);
    } else {
      writer.part(part.readRetainedSlice(boundary));
      part.release();
      sayGoodbye();
    }
  }

  @Override
  public void cut() {
    exchange = null;
    writer.flush();
    channel.close();
  }

  /**
   * The edge is about to end. An unused connection stays until its next answer, which says that it
   * is the last: closing it now could cross a request that is on its way.
   */
  @Override
  public void drain() {
    if (exchange != null && reading == Reading.TUNNEL) {
      exchange.drainTunnel();
    }
  }

  @Override
  public void closeUnused() {
    if (reading == Reading.HEAD && !headBegun && exchange == null) {
      channel.close();
    }
  }

  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }
}
