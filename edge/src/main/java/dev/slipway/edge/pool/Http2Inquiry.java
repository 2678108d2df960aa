package dev.slipway.edge.pool;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * One question in HTTP/2, on a blocking socket: it is asked in a thread of its own, where a whole
 * codec would need a loop.
 */
final class Http2Inquiry {
  private static final int STREAM = 1;

  /** Of frames before the answer: settings, windows, informational heads. */
  private static final int MOST_FRAMES = 100;

  private Http2Inquiry() {}

  static boolean isWell(Socket socket, String host, String path) throws IOException {
    try {
      var out = Unpooled.buffer();
      out.writeBytes(Http2CodecUtil.connectionPrefaceBuf());
      frame(out, Http2FrameTypes.SETTINGS, 0, 0, Unpooled.EMPTY_BUFFER);
      frame(
          out,
          Http2FrameTypes.HEADERS,
          new Http2Flags().endOfHeaders(true).endOfStream(true).value(),
          STREAM,
          question(host, path));
      out.readBytes(socket.getOutputStream(), out.readableBytes());
      return isGood(new DataInputStream(socket.getInputStream()));
    } catch (Http2Exception | IndexOutOfBoundsException notHttp2) {
      return false;
    }
  }

  private static ByteBuf question(String host, String path) throws Http2Exception {
    var headers =
        new DefaultHttp2Headers()
            .method("GET")
            .scheme("http")
            .authority(host)
            .path(path)
            .add("user-agent", "slipway-edge-health");
    var block = Unpooled.buffer();
    new DefaultHttp2HeadersEncoder().encodeHeaders(STREAM, headers, block);
    return block;
  }

  private static void frame(ByteBuf out, int type, int flags, int stream, ByteBuf payload) {
    out.writeMedium(payload.readableBytes()).writeByte(type).writeByte(flags).writeInt(stream);
    out.writeBytes(payload);
  }

  /** Whether the answer's status is one of 2xx and 3xx; its body interests nobody. */
  private static boolean isGood(DataInputStream in) throws IOException, Http2Exception {
    var decoder = new DefaultHttp2HeadersDecoder();
    var block = Unpooled.buffer();
    for (var i = 0; i < MOST_FRAMES; i++) {
      var start = in.readInt();
      var length = start >>> 8;
      var type = start & 0xff;
      var flags = new Http2Flags((short) in.readUnsignedByte());
      var stream = in.readInt();
      if (length > Http2CodecUtil.MAX_FRAME_SIZE_LOWER_BOUND) {
        return false;
      }
      var bytes = new byte[length];
      in.readFully(bytes);
      var payload = Unpooled.wrappedBuffer(bytes);
      if (type == Http2FrameTypes.GO_AWAY || type == Http2FrameTypes.RST_STREAM) {
        return false;
      }
      if (stream != STREAM
          || type != Http2FrameTypes.HEADERS && type != Http2FrameTypes.CONTINUATION) {
        continue;
      }
      block.writeBytes(type == Http2FrameTypes.HEADERS ? fields(payload, flags) : payload);
      if (flags.endOfHeaders()) {
        var status = String.valueOf(decoder.decodeHeaders(STREAM, block).status());
        if (!status.startsWith("1")) {
          return status.startsWith("2") || status.startsWith("3");
        }
        block.clear();
      }
    }
    return false;
  }

  /** A head without what may stand around it. */
  private static ByteBuf fields(ByteBuf payload, Http2Flags flags) {
    var padding = flags.paddingPresent() ? payload.readUnsignedByte() : 0;
    if (flags.priorityPresent()) {
      payload.skipBytes(5);
    }
    return payload.readSlice(payload.readableBytes() - padding);
  }
}
