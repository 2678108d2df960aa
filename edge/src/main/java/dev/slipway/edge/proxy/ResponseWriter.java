package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes an instance's answer as the client shall see it, without the fields that frame it. */
final class ResponseWriter {
  private static final byte[] VERSION = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UPGRADE =
      "connection: upgrade\r\nupgrade: websocket\r\n".getBytes(StandardCharsets.US_ASCII);

  private ResponseWriter() {}

  static HeadBuffer begin(HeadBuffer out, ResponseHead answer) {
    return out.clear()
        .add(VERSION)
        .addDecimal(answer.status())
        .add(' ')
        .add(answer.bytes(), answer.reasonStart(), answer.reasonEnd())
        .add(END_OF_LINE);
  }

  /** The answer's fields but for those that end here and those that are replaced. */
  static void addKept(HeadBuffer out, HeaderLines lines, @Nullable Set<Field> replaced) {
    var named = HopByHop.named(lines);
    var runStart = -1;
    for (var line = 0; line < lines.size(); line++) {
      var field = lines.field(line);
      var kept =
          (field == null || !field.hopByHop() && (replaced == null || !replaced.contains(field)))
              && !named.drops(lines, line);
      if (kept) {
        if (runStart < 0) {
          runStart = lines.start(line);
        }
      } else if (runStart >= 0) {
        out.add(lines.bytes(), runStart, lines.start(line));
        runStart = -1;
      }
    }
    if (runStart >= 0) {
      out.add(lines.bytes(), runStart, lines.end(lines.size() - 1));
    }
  }

  static void addUpgrade(HeadBuffer out) {
    out.add(UPGRADE);
  }
}
