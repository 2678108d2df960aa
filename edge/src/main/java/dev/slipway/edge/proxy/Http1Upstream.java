package dev.slipway.edge.proxy;

import dev.slipway.edge.head.BadHead;
import dev.slipway.edge.head.BodyReader;
import dev.slipway.edge.head.BodySink;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.ResponseHead;
import dev.slipway.edge.proxy.Deadlines.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to an instance that speaks HTTP/1.1: idle, or carrying one exchange. */
final class Http1Upstream extends ChannelInboundHandlerAdapter implements Upstream {
  /** Servers close unused connections after 2 s and more. */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private enum Reading {
    IDLE,
    HEAD,
    BODY,
    TUNNEL
  }

  private final Worker worker;
  private final Lane lane;
  private final Channel channel;
  private final Gather out;
  private final ChunkWriter chunks;
  private final BodyReader body = new BodyReader();
  private final Deadline deadline;

  private Reading reading = Reading.IDLE;
  private Framing framing = Framing.NONE;
  private @Nullable Exchange exchange;
  private @Nullable ByteBuf partOfHead;

  /** Who was written to since the last flush; its exchange may be over by then. */
  private @Nullable Client client;

  private boolean requestChunked;
  private boolean keepAlive;

  /** It has rested before, and the instance has said nothing yet to this exchange. */
  private boolean mayBeStale;

  private boolean kept;

  private final BodySink toExchange =
      new BodySink() {
        @Override
        public void part(ByteBuf part) {
          if (exchange == null) {
            part.release();
          } else {
            exchange.answerPart(part);
          }
        }

        @Override
        public void end(@Nullable HeaderLines trailers) {
          answered(trailers);
        }
      };

  Http1Upstream(Worker worker, Lane lane, Channel channel) {
    this.worker = worker;
    this.lane = lane;
    this.channel = channel;
    this.out = new Gather(channel);
    this.chunks = new ChunkWriter(out);
    this.deadline = worker.deadlines().open(this::late);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    lane.opened(this);
  }

  @Override
  public Lane lane() {
    return lane;
  }

  boolean isIdle() {
    return reading == Reading.IDLE;
  }

  /** Leaves the idle ones; false when it has died in the meantime. */
  boolean takeFromIdle() {
    deadline.never();
    return channel.isActive();
  }

  /** Unused for so short a time that no instance has lost its patience with it. */
  boolean isFresh() {
    return lane.keepNanos() - deadline.left() < FRESH_NANOS;
  }

  /** Carries this exchange's request; the head is retained by whoever may send it again. */
  @Override
  public void begin(Exchange started, ByteBuf head, boolean chunked, long answerNanos) {
    exchange = started;
    mayBeStale = kept;
    requestChunked = chunked;
    reading = Reading.HEAD;
    deadline.in(answerNanos);
    out.add(head);
  }

  @Override
  public void part(ByteBuf part) {
    if (reading != Reading.TUNNEL && requestChunked) {
      chunks.add(part);
    } else {
      out.add(part);
    }
  }

  @Override
  public void end(@Nullable HeaderLines trailers) {
    if (requestChunked) {
      chunks.end(trailers);
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  @Override
  public void patience(long nanos) {
    deadline.in(nanos);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var in = (ByteBuf) message;
    if (exchange == null) {
      // Bytes that nobody asked for: the connection can't be trusted any more.
      in.release();
      context.close();
      return;
    }
    client = exchange.client();
    mayBeStale = false;
    var before = partOfHead;
    if (before != null) {
      partOfHead = null;
      before.writeBytes(in);
      in.release();
      in = before;
    }
    try {
      consume(in);
      if (in.isReadable()) {
        if (reading == Reading.HEAD && exchange != null) {
          partOfHead = channel.alloc().buffer(in.readableBytes() + 1024).writeBytes(in);
        } else {
          context.close();
        }
      }
    } catch (BadHead bad) {
      broken(bad.fact());
    } finally {
      in.release();
    }
  }

  private void consume(ByteBuf in) {
    while (in.isReadable() && exchange != null) {
      switch (reading) {
        case HEAD -> {
          var end = worker.readResponse(in);
          if (end < 0) {
            return;
          }
          in.skipBytes(end);
          head(worker.response());
        }
        case BODY -> {
          deadline.in(exchange.idleNanos());
          body.read(in, toExchange);
        }
        case TUNNEL -> {
          deadline.in(exchange.idleNanos());
          toExchange.part(in.readRetainedSlice(in.readableBytes()));
        }
        case IDLE -> {
          return;
        }
      }
    }
  }

  private void head(ResponseHead answer) {
    var running = exchange;
    if (running == null) {
      return;
    }
    if (answer.status() == 101) {
      reading = Reading.TUNNEL;
      keepAlive = false;
      deadline.in(running.idleNanos());
      running.answerSwitched(answer);
      if (!lane.instance().routed()) {
        // It was drained while the upgrade was on its way.
        running.drainTunnel();
      }
      return;
    }
    if (answer.status() < 200) {
      running.answerInformational(answer);
      return;
    }
    framing = answer.framing(running.method());
    keepAlive = answer.keepsAlive() && framing != Framing.UNTIL_CLOSE;
    reading = Reading.BODY;
    body.start(framing, answer.bodyLength());
    deadline.in(running.idleNanos());
    running.answerHead(answer, framing);
    if (framing == Framing.NONE) {
      answered(null);
    }
  }

  private void answered(@Nullable HeaderLines trailers) {
    var running = exchange;
    if (running == null) {
      return;
    }
    exchange = null;
    deadline.never();
    var reusable = keepAlive && running.requestComplete();
    reading = Reading.IDLE;
    if (reusable) {
      offer();
    } else {
      channel.close();
    }
    running.answerEnd(trailers);
  }

  /** Waits for the next exchange. */
  void offer() {
    if (!channel.isActive() || !lane.instance().routed()) {
      channel.close();
      return;
    }
    reading(true);
    deadline.in(lane.keepNanos());
    kept = true;
    lane.giveBack(this);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    var answering = client;
    if (answering != null) {
      client = null;
      answering.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable() && exchange != null) {
      exchange.upstreamWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.close();
    lane.closed(this);
    out.discard();
    var part = partOfHead;
    if (part != null) {
      partOfHead = null;
      part.release();
    }
    if (exchange == null) {
      return;
    }
    if (reading == Reading.TUNNEL || reading == Reading.BODY && framing == Framing.UNTIL_CLOSE) {
      keepAlive = false;
      answered(null);
    } else {
      broken("the connection ended early");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    worker.unexpected(cause);
    context.close();
  }

  private void late() {
    if (exchange == null) {
      channel.close();
    } else {
      var running = exchange;
      exchange = null;
      channel.close();
      running.upstreamLate(this);
    }
  }

  private void broken(String fact) {
    var running = exchange;
    exchange = null;
    channel.close();
    if (running != null) {
      running.upstreamFailed(this, fact, mayBeStale ? Reached.HARDLY : Reached.MAYBE);
    }
  }

  /** The client is gone: what the instance still answers interests nobody. */
  @Override
  public void abandon() {
    exchange = null;
    close();
  }

  void close() {
    channel.close();
  }

  /** The instance gets no new requests. */
  void drain() {
    if (reading == Reading.IDLE) {
      channel.close();
    } else if (exchange != null && reading == Reading.TUNNEL) {
      exchange.drainTunnel();
    }
  }
}
