package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes parts of a body as chunks: our own, whatever the sender's looked like. */
final class ChunkWriter {
  private static final byte[] END_OF_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Gather out;

  ChunkWriter(Gather out) {
    this.out = out;
  }

  void add(ByteBuf part) {
    var count = part.readableBytes();
    if (count == 0) {
      part.release();
      return;
    }
    out.add(size(count));
    out.add(part);
    out.add(END_OF_LINE);
  }

  private static byte[] size(int count) {
    var digits = (35 - Integer.numberOfLeadingZeros(count)) / 4;
    var line = new byte[digits + 2];
    for (var i = 0; i < digits; i++) {
      line[i] = HEX[count >>> 4 * (digits - 1 - i) & 15];
    }
    line[digits] = '\r';
    line[digits + 1] = '\n';
    return line;
  }

  /** The last chunk, and trailer fields but for those that would change what the head said. */
  void end(@Nullable HeaderLines lines) {
    if (lines == null) {
      out.add(LAST_CHUNK);
      return;
    }
    var kept = new HeadBuffer().add("0\r\n");
    for (var line = 0; line < lines.size(); line++) {
      var field = lines.field(line);
      if (field == null
          || !field.hopByHop() && field != Field.CONTENT_LENGTH && field != Field.HOST) {
        kept.add(lines.bytes(), lines.start(line), lines.end(line));
      }
    }
    out.add(kept.add(END_OF_LINE), 0);
  }
}
