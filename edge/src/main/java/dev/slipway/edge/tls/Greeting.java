package dev.slipway.edge.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A ClientHello as it comes, read for the one protocol that an authority offers. */
final class Greeting {
  private static final int VERSION_AND_RANDOM = 34;
  private static final int ALPN = 16;
  private static final byte[] PROTOCOL = TlsChallenges.PROTOCOL.getBytes(StandardCharsets.US_ASCII);

  private Greeting() {}

  /** Whether it offers {@code acme-tls/1}; what is cut short offers nothing. */
  static boolean offers(ByteBuf hello) {
    var end = hello.writerIndex();
    var at = hello.readerIndex() + VERSION_AND_RANDOM;
    if (at + 1 > end) {
      return false;
    }
    at += 1 + hello.getUnsignedByte(at);
    if (at + 2 > end) {
      return false;
    }
    at += 2 + hello.getUnsignedShort(at);
    if (at + 1 > end) {
      return false;
    }
    at += 1 + hello.getUnsignedByte(at) + 2;
    while (at + 4 <= end) {
      var type = hello.getUnsignedShort(at);
      var length = hello.getUnsignedShort(at + 2);
      at += 4;
      if (type == ALPN) {
        return names(hello, at + 2, Math.min(end, at + length));
      }
      at += length;
    }
    return false;
  }

  private static boolean names(ByteBuf hello, int from, int end) {
    var at = from;
    while (at < end) {
      var length = hello.getUnsignedByte(at++);
      if (length == PROTOCOL.length && at + length <= end && matches(hello, at)) {
        return true;
      }
      at += length;
    }
    return false;
  }

  private static boolean matches(ByteBuf hello, int at) {
    for (var i = 0; i < PROTOCOL.length; i++) {
      if (hello.getByte(at + i) != PROTOCOL[i]) {
        return false;
      }
    }
    return true;
  }
}
