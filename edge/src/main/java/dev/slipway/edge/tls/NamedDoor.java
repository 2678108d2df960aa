package dev.slipway.edge.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Chooses the certificate by the name that a client asks for; a challenge's where one is run. */
final class NamedDoor extends SniHandler {
  private static final int LONGEST_GREETING = 16 << 10;
  private static final long HANDSHAKE_MILLIS = 10_000;

  private final TlsChallenges challenges;
  private @Nullable ByteBuf greeting;

  NamedDoor(Certificates certificates, TlsChallenges challenges) {
    super(certificates::of, LONGEST_GREETING, HANDSHAKE_MILLIS);
    this.challenges = challenges;
  }

  @Override
  protected Future<SslContext> lookup(ChannelHandlerContext context, ByteBuf clientHello)
      throws Exception {
    greeting = clientHello;
    try {
      return super.lookup(context, clientHello);
    } finally {
      greeting = null;
    }
  }

  @Override
  protected Future<SslContext> lookup(ChannelHandlerContext context, @Nullable String hostname)
      throws Exception {
    var challenge = challenges.answer(greeting, hostname);
    return challenge == null
        ? super.lookup(context, hostname)
        : context.executor().newSucceededFuture(challenge);
  }
}
