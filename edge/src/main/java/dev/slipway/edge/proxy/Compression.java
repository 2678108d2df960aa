package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.Brotli;
import io.netty.handler.codec.compression.BrotliEncoder;
import io.netty.handler.codec.compression.BrotliMode;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.compression.Zstd;
import io.netty.handler.codec.compression.ZstdEncoder;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compresses answers on their way, as the client accepts and as it pays. */
final class Compression {
  /** Fields of the answer that are no longer true of the compressed one. */
  static final Set<Field> REPLACED =
      EnumSet.of(Field.CONTENT_LENGTH, Field.ETAG, Field.ACCEPT_RANGES, Field.VARY);

  /** Smaller bodies fit in one packet anyway. */
  private static final int SMALLEST = 1024;

  private static final int BROTLI_QUALITY = 4;
  private static final int BROTLI_WINDOW = 20;
  private static final int ZSTD_LEVEL = 3;
  private static final int GZIP_LEVEL = 5;

  private Compression() {}

  /** The encoder for an answer, or null when it is better sent as it is. */
  static @Nullable Encoder choose(
      Asked asked, ResponseHead answer, Framing framing, boolean wanted) {
    if (!wanted
        || asked.accepts().isEmpty()
        || framing == Framing.NONE
        || asked.method() == Method.HEAD
        || answer.status() != 200
        || framing == Framing.LENGTH && answer.bodyLength() < SMALLEST) {
      return null;
    }
    var lines = answer.lines();
    if (lines.has(Field.CONTENT_ENCODING) || !MediaTypes.compressible(lines) || forbids(lines)) {
      return null;
    }
    return asked.accepts().contains("br") && Brotli.isAvailable()
        ? new Encoder("br", new BrotliEncoder(brotli()))
        : asked.accepts().contains("zstd") && Zstd.isAvailable()
            ? new Encoder("zstd", new ZstdEncoder(ZSTD_LEVEL))
            : asked.accepts().contains("gzip")
                ? new Encoder("gzip", ZlibCodecFactory.newZlibEncoder(ZlibWrapper.GZIP, GZIP_LEVEL))
                : null;
  }

  private static io.netty.handler.codec.compression.BrotliOptions brotli() {
    return StandardCompressionOptions.brotli(BROTLI_QUALITY, BROTLI_WINDOW, BrotliMode.GENERIC);
  }

  private static boolean forbids(HeaderLines lines) {
    var value = lines.text(Field.CACHE_CONTROL);
    return value != null && value.contains("no-transform");
  }

  /**
   * Compresses one body. Each part is flushed, so that events reach the client when they happen.
   */
  static final class Encoder {
    private final String name;
    private final EmbeddedChannel channel;

    private Encoder(String name, ChannelHandler encoder) {
      this.name = name;
      this.channel = new EmbeddedChannel(encoder);
    }

    /** What is true of the compressed answer. */
    void addTo(HeadBuffer out, HeaderLines given) {
      out.add("content-encoding: ").add(name).add("\r\n");
      var vary = given.text(Field.VARY);
      out.add("vary: ").add(vary == null ? "" : vary + ", ").add("accept-encoding\r\n");
      var etag = given.line(Field.ETAG);
      if (etag >= 0) {
        var weak = given.bytes()[given.valueStart(etag)] == 'W';
        out.add(weak ? "etag: " : "etag: W/")
            .add(given.bytes(), given.valueStart(etag), given.valueEnd(etag))
            .add("\r\n");
      }
    }

    /** The compressed part, or null when the encoder keeps it for now. */
    @Nullable ByteBuf encode(ByteBuf part) {
      channel.writeOutbound(part);
      return all();
    }

    /** What the encoder has kept, and the end. */
    @Nullable ByteBuf finish() {
      return channel.finish() ? all() : null;
    }

    private @Nullable ByteBuf all() {
      ByteBuf whole = null;
      for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
        if (!next.isReadable()) {
          next.release();
        } else if (whole == null) {
          whole = next;
        } else {
          whole = channel.alloc().compositeBuffer().addComponents(true, whole, next);
        }
      }
      return whole;
    }

    void close() {
      channel.finishAndReleaseAll();
    }
  }
}
