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
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection: one request after the other, each an {@link Exchange}. Requests
 * that are sent ahead wait unread until the one before is answered.
 */
final class Http1Client extends ChannelInboundHandlerAdapter
    implements Client, Connection, Backlog.Reader {
  private enum Reading {
    HEAD,
    BODY,
    /** The request is complete, its answer isn't. */
    ANSWER,
    TUNNEL,
    /** The connection is about to be closed; what still comes is thrown away. */
    DISCARD
  }

  private final Worker worker;
  private final Channel channel;
  private final Peer peer;
  private final Http1Writer writer;
  private final Backlog backlog;
  private final BodyReader body = new BodyReader();
  private final Deadline deadline;

  private Reading reading = Reading.HEAD;
  private @Nullable Exchange exchange;
  private @Nullable Tunnel tunnel;
  private boolean headBegun;

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
    this.backlog = new Backlog(channel, this);
    this.deadline = worker.deadlines().open(this::late);
    deadline.in(ClientTimes.BETWEEN_REQUESTS);
    worker.connections(this, true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    backlog.add((ByteBuf) message);
    pauseWhenFull();
  }

  /** Whoever sends far ahead of the answers is not read for a while. */
  private void pauseWhenFull() {
    if (reading == Reading.ANSWER && backlog.size() > ClientTimes.MOST_WAITING) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void read(ByteBuf in) {
    try {
      while (in.isReadable() && consume(in)) {
        // Each turn takes a head, a body or the end of one.
      }
    } catch (BadHead bad) {
      refuse(bad);
    }
  }

  @Override
  public boolean wantsRest() {
    return reading != Reading.DISCARD;
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
    worker.router().route(started, request);
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
        if (tunnel == null || !tunnel.leaving()) {
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
    backlog.discard();
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
    tunnel = new Tunnel(writer);
    writer.raw(head);
    if (worker.closing()) {
      goAway();
    }
    resume();
  }

  @Override
  public void part(ByteBuf part) {
    if (tunnel == null) {
      writer.part(part);
    } else {
      tunnel.part(part);
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
    if (reading == Reading.TUNNEL || reading == Reading.ANSWER && backlog.size() == 0) {
      reading = Reading.DISCARD;
      Farewell.close(channel);
    } else {
      linger();
    }
  }

  /** Goes on with what was sent ahead. */
  private void resume() {
    if (!channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
    if (backlog.resume()) {
      if (exchange != null) {
        exchange.clientReadComplete();
      }
      pauseWhenFull();
    }
  }

  private void linger() {
    reading = Reading.DISCARD;
    deadline.in(ClientTimes.LINGER);
    channel.config().setAutoRead(true);
    Farewell.endOurSide(channel, peer);
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
    var open = tunnel;
    if (open == null) {
      cut();
    } else if (!open.leaving()) {
      deadline.in(ClientTimes.GO_AWAY);
      open.leave();
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
