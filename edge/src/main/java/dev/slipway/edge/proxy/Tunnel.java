package dev.slipway.edge.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A WebSocket's way to its client, and how it ends when its instance has to go. */
final class Tunnel {
  /** A close frame with 1001: going away. */
  private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xe9};

  private final Http1Writer writer;
  private final WebSocketFrames frames = new WebSocketFrames();
  private boolean leaving;
  private boolean goodbyeSaid;

  Tunnel(Http1Writer writer) {
    this.writer = writer;
  }

  /** Whether the client was asked to go. */
  boolean leaving() {
    return leaving;
  }

  /** Asks the client to go, between two frames: now or when the one that passes has ended. */
  void leave() {
    leaving = true;
    if (frames.atBoundary()) {
      sayGoodbye();
      writer.flush();
    }
  }

  /** From now on nothing of the instance reaches the client. */
  private void sayGoodbye() {
    goodbyeSaid = true;
    writer.part(Unpooled.wrappedBuffer(GOING_AWAY));
  }

  /** Bytes of the instance. */
  void part(ByteBuf part) {
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
}
