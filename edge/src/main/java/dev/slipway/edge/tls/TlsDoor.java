package dev.slipway.edge.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SniHandler;

/** Takes a connection through its handshake, and says which protocol both agreed on. */
public final class TlsDoor {
  private static final long HANDSHAKE_MILLIS = 10_000;

  private final Certificates certificates;

  /** What becomes of a connection whose handshake is done. */
  public interface Agreed {
    void on(SocketChannel channel, boolean http2);
  }

  public TlsDoor(Certificates certificates) {
    this.certificates = certificates;
  }

  public void open(SocketChannel channel, Agreed agreed) {
    channel
        .pipeline()
        .addLast(new SniHandler(certificates::of, 16 << 10, HANDSHAKE_MILLIS))
        .addLast(
            new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
              @Override
              protected void configurePipeline(ChannelHandlerContext context, String protocol) {
                agreed.on(channel, protocol.equals(ApplicationProtocolNames.HTTP_2));
              }

              @Override
              protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
                context.close();
              }

              @Override
              public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                context.close();
              }
            });
  }
}
