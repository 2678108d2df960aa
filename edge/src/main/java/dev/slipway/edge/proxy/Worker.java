package dev.slipway.edge.proxy;

import dev.slipway.edge.head.BadHead;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.edge.head.ResponseHead;
import dev.slipway.edge.log.AccessLines;
import dev.slipway.edge.pool.Balancer;
import dev.slipway.edge.pool.Counts;
import dev.slipway.edge.pool.Instance;
import dev.slipway.edge.table.CompiledTable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One event loop and everything that belongs to it alone: its readers and buffers, its connections,
 * its counters, the table it routes by. Nothing here is shared, so nothing is locked.
 */
public final class Worker {
  private static final Logger LOG = System.getLogger(Worker.class.getName());

  /** Longest head that is read; 32 KiB hold the largest cookies that browsers send. */
  static final int LONGEST_HEAD = 32 << 10;

  private static final int USUAL_HEAD = 2 << 10;

  private final EventLoop loop;
  private final RequestHead request = new RequestHead();
  private final ResponseHead response = new ResponseHead();
  private final ResponseHead translation = new ResponseHead();
  private final HeadBuffer out = new HeadBuffer();
  private final byte[] scratch = new byte[LONGEST_HEAD];
  private final Deadlines deadlines = new Deadlines();
  private final Lanes lanes = new Lanes();
  private final RandomGenerator random = new SplittableRandom();
  private final Balancer balancer = new Balancer(random, lanes::inFlight);
  private final Connector connector;
  private final HeldRequests held = new HeldRequests(deadlines);
  private final Settings settings;
  private final AccessLines log;
  private final AccessLogs logs;
  private final StaticFolders files = new StaticFolders(this);
  private final Router router = new Router(this);
  private final Set<Connection> clients = new HashSet<>();

  private CompiledTable table;
  private boolean closing;
  private volatile int connections;

  public Worker(EventLoop loop, Settings settings, CompiledTable table) {
    this.loop = loop;
    this.settings = settings;
    this.table = table;
    this.log = new AccessLines(settings.log(), settings.around().clock());
    this.logs = new AccessLogs(log);
    this.connector = new Connector(this, loop, settings.channels());
  }

  public void start() {
    loop.scheduleAtFixedRate(
        this::tick, Deadlines.TICK_MILLIS, Deadlines.TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    deadlines.tick();
    log.tick();
    connections = clients.size();
  }

  /** A client's connection is ready on this loop, its handshake done. */
  public void accept(SocketChannel channel, boolean secure, boolean http2) {
    var peer = Peer.of(channel.remoteAddress(), secure);
    if (http2) {
      Http2Connection.open(this, channel, peer, channel.pipeline());
    } else {
      channel.pipeline().addLast(new Http1Client(this, channel, peer));
    }
  }

  /** Routes new requests by this table; called on the loop. */
  public void adopt(CompiledTable adopted) {
    table = adopted;
    for (var pool : adopted.pools()) {
      for (var instance : pool.instances()) {
        lanes.of(instance).keepFor(pool.pool().policy().keep());
      }
    }
    held.release(adopted);
  }

  /** Lets go of the instances that no table names any more; called on the loop. */
  public void drainUnrouted(CompiledTable before) {
    for (var pool : before.pools()) {
      for (var instance : pool.instances()) {
        if (!instance.routed()) {
          var lane = lanes.of(instance);
          lane.drain();
          var limit = pool.pool().policy().drain().toMillis();
          loop.schedule(lane::cut, limit, TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  /** No new work: connections end with the answer they are at. */
  public void drain() {
    closing = true;
    for (var client : Set.copyOf(clients)) {
      client.drain();
    }
  }

  /** Closes connections without work; those with some close with its end. */
  public void closeUnused() {
    for (var client : Set.copyOf(clients)) {
      client.closeUnused();
    }
  }

  public EventLoop loop() {
    return loop;
  }

  /** Clients connected, as of a moment ago; from any thread. */
  public int connections() {
    return connections;
  }

  /** What this loop counted of an instance; from any thread. */
  public @Nullable Counts counts(Instance instance) {
    var lane = lanes.find(instance);
    return lane == null ? null : lane.counts();
  }

  Settings settings() {
    return settings;
  }

  AccessLogs logs() {
    return logs;
  }

  StaticFolders files() {
    return files;
  }

  Router router() {
    return router;
  }

  HeldRequests held() {
    return held;
  }

  CompiledTable table() {
    return table;
  }

  boolean closing() {
    return closing;
  }

  RequestHead request() {
    return request;
  }

  ResponseHead response() {
    return response;
  }

  /** The buffer heads are written in; whoever uses it begins with {@code clear}. */
  HeadBuffer out() {
    return out;
  }

  /** The written head as a buffer of its own. */
  ByteBuf copyOut() {
    var copy = ByteBufAllocator.DEFAULT.directBuffer(out.length());
    out.writeTo(copy);
    return copy;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  Lanes lanes() {
    return lanes;
  }

  RandomGenerator random() {
    return random;
  }

  Balancer balancer() {
    return balancer;
  }

  Connector connector() {
    return connector;
  }

  /** A connection is there, or not any more. */
  void connections(Connection connection, boolean open) {
    if (open) {
      clients.add(connection);
    } else {
      clients.remove(connection);
    }
  }

  /** Reads a request's head into {@link #request}; returns its length, or -1 when there is more. */
  int readRequest(ByteBuf in) {
    var copied = copy(in, USUAL_HEAD);
    var end = request.read(scratch, copied);
    if (end < 0 && copied < in.readableBytes()) {
      copied = copy(in, LONGEST_HEAD);
      end = request.read(scratch, copied);
    }
    if (end < 0 && copied == LONGEST_HEAD) {
      throw BadHead.tooLarge();
    }
    return end;
  }

  /** Reads an answer's head into {@link #response}; returns its length, or -1. */
  int readResponse(ByteBuf in) {
    var copied = copy(in, USUAL_HEAD);
    var end = response.read(scratch, copied);
    if (end < 0 && copied < in.readableBytes()) {
      copied = copy(in, LONGEST_HEAD);
      end = response.read(scratch, copied);
    }
    if (end < 0 && copied == LONGEST_HEAD) {
      throw BadHead.tooLarge();
    }
    return end;
  }

  /** Reads a whole request's head that was written here; throws when there isn't one. */
  void readRequest(HeadBuffer written) {
    if (written.length() > LONGEST_HEAD) {
      throw BadHead.tooLarge();
    }
    System.arraycopy(written.bytes(), 0, scratch, 0, written.length());
    if (request.read(scratch, written.length()) != written.length()) {
      throw BadHead.malformed("the request's head is malformed");
    }
  }

  /** Reads an answer's head that was written here, up to its fields. */
  ResponseHead translate(HeadBuffer written) {
    written.add("\r\n");
    if (translation.read(written.bytes(), written.length()) < 0) {
      throw BadHead.malformed("the answer's head is malformed");
    }
    return translation;
  }

  private int copy(ByteBuf in, int most) {
    var count = Math.min(in.readableBytes(), most);
    in.getBytes(in.readerIndex(), scratch, 0, count);
    return count;
  }

  /** A request was refused before it could be routed. */
  void refused(int status) {}

  /**
   * Broken connections, and peers that break the protocol, are everyday; anything else is a fault
   * of ours.
   */
  void unexpected(Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof Http2Exception)) {
      LOG.log(Level.WARNING, "a connection ended by an unexpected error", cause);
    }
  }
}
