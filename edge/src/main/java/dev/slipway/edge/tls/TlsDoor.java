package dev.slipway.edge.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/** Takes a connection through its handshake, and says which protocol both agreed on. */
public final class TlsDoor {
  private final Certificates certificates;
  private final TlsChallenges challenges;

  /** What becomes of a connection whose handshake is done. */
  public interface Agreed {
    void on(SocketChannel channel, boolean http2);
  }

  public TlsDoor(Certificates certificates, TlsChallenges challenges) {
    this.certificates = certificates;
    this.challenges = challenges;
  }

  public void open(SocketChannel channel, Agreed agreed) {
    channel
        .pipeline()
        .addLast(new NamedDoor(certificates, challenges))
        .addLast(
            new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
              @Override
              protected void configurePipeline(ChannelHandlerContext context, String protocol) {
                if (protocol.equals(TlsChallenges.PROTOCOL)) {
                  // The handshake was the answer.
                  context.close();
                  return;
                }
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
