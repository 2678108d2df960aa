package dev.slipway.edge.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;

/** How a client's connection is closed so that it still reads its last answer. */
final class Farewell {
  private Farewell() {}

  /** Closes once everything is written: the client has nothing more to say. */
  static void close(Channel channel) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /**
   * Ends our side alone: closing with bytes unread would take the answer back. Whoever calls this
   * closes the rest later. TLS has no half to end.
   */
  static void endOurSide(Channel channel, Peer peer) {
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
}
