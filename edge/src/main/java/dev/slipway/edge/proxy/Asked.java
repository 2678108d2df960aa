package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Framing;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.RequestHead;
import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What is remembered of a request after its head was read over by the next one.
 *
 * @param webSocket the connection is to become one
 * @param line method and target as they were sent, for the log; cut at 2 KiB
 * @param host as it was sent, in lower case
 * @param accepts encodings of the answer that the client understands
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be written; nobody compares them.
record Asked(
    Method method,
    boolean chunked,
    boolean webSocket,
    Trace trace,
    byte[] line,
    byte[] host,
    Set<String> accepts) {
  private static final int LONGEST = 2 << 10;

  static Asked of(RequestHead request, RandomGenerator random) {
    var end = Math.min(request.targetEnd(), LONGEST);
    return new Asked(
        request.method(),
        request.framing() == Framing.CHUNKED,
        request.wantsWebSocket(),
        Trace.of(request, random),
        Arrays.copyOf(request.bytes(), end),
        Arrays.copyOfRange(request.bytes(), request.hostStart(), request.hostEnd()),
        AcceptEncoding.of(request));
  }
}
