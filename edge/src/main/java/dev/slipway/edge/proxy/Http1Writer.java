package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes answers to an HTTP/1 client, framed as it understands it. */
final class Http1Writer {
  private static final byte[] CHUNKED = bytes("transfer-encoding: chunked\r\n");
  private static final byte[] CLOSE = bytes("connection: close\r\n");
  private static final byte[] KEEP_ALIVE = bytes("connection: keep-alive\r\n");
  private static final byte[] END_OF_LINE = bytes("\r\n");

  private final Gather out;
  private final ChunkWriter chunks;
  private boolean http11 = true;
  private boolean keepAlive;
  private boolean chunked;

  Http1Writer(Channel channel) {
    out = new Gather(channel);
    chunks = new ChunkWriter(out);
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** A request was read: the next answer is for it. */
  void begin(boolean requestIsHttp11, boolean requestKeepsAlive) {
    http11 = requestIsHttp11;
    keepAlive = requestKeepsAlive;
  }

  void closeAfterThis() {
    keepAlive = false;
  }

  boolean keepsAlive() {
    return keepAlive;
  }

  void head(HeadBuffer head, Framing framing, long length) {
    chunked = framing == Framing.CHUNKED && http11;
    if (chunked) {
      head.add(CHUNKED);
    } else if (framing == Framing.CHUNKED || framing == Framing.UNTIL_CLOSE) {
      keepAlive = false;
    }
    if (!keepAlive) {
      head.add(CLOSE);
    } else if (!http11) {
      head.add(KEEP_ALIVE);
    }
    head.add(END_OF_LINE);
    out.add(head, framing == Framing.LENGTH ? length : 0);
  }

  void raw(HeadBuffer head) {
    out.add(head.add(END_OF_LINE), 0);
  }

  void part(ByteBuf part) {
    if (chunked) {
      chunks.add(part);
    } else {
      out.add(part);
    }
  }

  void end(@Nullable HeaderLines trailers) {
    if (chunked) {
      chunks.end(trailers);
    }
  }

  void flush() {
    out.flush();
  }

  void discard() {
    out.discard();
  }
}
