package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes a client's request as an instance shall see it: what concerns one connection is dropped,
 * what only the edge may say about the client is said by the edge.
 */
final class RequestWriter {
  private static final byte[] VERSION_AND_HOST = bytes(" HTTP/1.1\r\nhost: ");
  private static final byte[] FORWARDED_HOST = bytes("\r\nx-forwarded-host: ");
  private static final byte[] END_OF_LINE = bytes("\r\n");
  private static final byte[] CHUNKED = bytes("transfer-encoding: chunked\r\n");
  private static final byte[] UPGRADE = bytes("connection: upgrade\r\nupgrade: websocket\r\n");

  private RequestWriter() {}

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  static void write(HeadBuffer out, RequestHead request, Peer peer, Trace trace) {
    var bytes = request.bytes();
    out.clear()
        .add(bytes, 0, request.methodEnd())
        .add(' ')
        .add(bytes, request.targetStart(), request.targetEnd())
        .add(VERSION_AND_HOST)
        .add(bytes, request.hostStart(), request.hostEnd())
        .add(FORWARDED_HOST)
        .add(bytes, request.hostStart(), request.hostEnd())
        .add(END_OF_LINE)
        .add(peer.forwarded());
    addKept(out, request.lines());
    trace.addTo(out, request);
    if (request.framing() == Framing.CHUNKED) {
      out.add(CHUNKED);
    }
    if (request.wantsWebSocket()) {
      out.add(UPGRADE);
    }
    out.add(END_OF_LINE);
  }

  /** Neighbouring lines are copied together. */
  private static void addKept(HeadBuffer out, HeaderLines lines) {
    var named = HopByHop.named(lines);
    var runStart = -1;
    for (var line = 0; line < lines.size(); line++) {
      if (kept(lines.field(line)) && !named.drops(lines, line)) {
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

  private static boolean kept(@Nullable Field field) {
    if (field == null) {
      return true;
    }
    return switch (field) {
      case HOST,
          X_FORWARDED_FOR,
          X_FORWARDED_HOST,
          X_FORWARDED_PORT,
          X_FORWARDED_PROTO,
          X_REAL_IP,
          FORWARDED,
          X_REQUEST_ID,
          X_SLIPWAY_BYPASS,
          TRACEPARENT ->
          false;
      default -> !field.hopByHop();
    };
  }
}
