package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What ties a request to its traces and log lines: a request id and a W3C trace context, the
 * client's own where they are well-formed, made here otherwise.
 */
final class Trace {
  private static final byte[] REQUEST_ID = "x-request-id: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRACEPARENT = "traceparent: 00-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_ID = 128;
  private static final int TRACEPARENT_LENGTH = 55;

  private final long high;
  private final long low;
  private final byte @Nullable [] given;

  private Trace(long high, long low, byte @Nullable [] given) {
    this.high = high;
    this.low = low;
    this.given = given;
  }

  static Trace of(RequestHead request, RandomGenerator random) {
    return new Trace(random.nextLong(), random.nextLong(), givenId(request));
  }

  private static byte @Nullable [] givenId(RequestHead request) {
    var lines = request.lines();
    var line = lines.line(Field.X_REQUEST_ID);
    if (line < 0) {
      return null;
    }
    var from = lines.valueStart(line);
    var to = lines.valueEnd(line);
    if (from == to || to - from > LONGEST_ID) {
      return null;
    }
    for (var at = from; at < to; at++) {
      var c = request.bytes()[at];
      var plain =
          c >= '0' && c <= '9'
              || c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c == '-'
              || c == '_';
      if (!plain) {
        return null;
      }
    }
    return Arrays.copyOfRange(request.bytes(), from, to);
  }

  /** The id alone, for the log. */
  void addId(HeadBuffer out) {
    if (given != null) {
      out.add(given);
    } else {
      out.addHex(high).addHex(low);
    }
  }

  void addRequestId(HeadBuffer out) {
    out.add(REQUEST_ID);
    addId(out);
    out.add(END_OF_LINE);
  }

  /** The lines for the instance. */
  void addTo(HeadBuffer out, RequestHead request) {
    addRequestId(out);
    var lines = request.lines();
    var line = lines.line(Field.TRACEPARENT);
    if (line >= 0 && wellFormed(request.bytes(), lines.valueStart(line), lines.valueEnd(line))) {
      out.add(lines.bytes(), lines.start(line), lines.end(line));
      return;
    }
    out.add(TRACEPARENT).addHex(high).addHex(low).add('-').addHex(low ^ high).add("-01\r\n");
  }

  private static boolean wellFormed(byte[] bytes, int from, int to) {
    if (to - from != TRACEPARENT_LENGTH) {
      return false;
    }
    for (var i = 0; i < TRACEPARENT_LENGTH; i++) {
      var c = bytes[from + i];
      var dash = i == 2 || i == 35 || i == 52;
      if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
