package dev.slipway.edge.head;

import java.nio.charset.StandardCharsets;

/** Request methods, as far as the edge treats them differently. */
@SuppressWarnings("ImmutableEnumChecker") // The bytes are never written to.
public enum Method {
  GET(true, true),
  HEAD(true, true),
  POST(false, false),
  PUT(false, true),
  PATCH(false, false),
  DELETE(false, true),
  OPTIONS(true, true),
  TRACE(true, true),
  CONNECT(false, false),
  OTHER(false, false);

  private static final Method[] ALL = values();

  private final byte[] bytes;
  private final boolean safe;
  private final boolean idempotent;

  Method(boolean safe, boolean idempotent) {
    this.bytes = name().getBytes(StandardCharsets.US_ASCII);
    this.safe = safe;
    this.idempotent = idempotent;
  }

  /** Reads, and never writes. */
  public boolean safe() {
    return safe;
  }

  /** May be sent again when it isn't known whether it arrived. */
  public boolean idempotent() {
    return idempotent;
  }

  static Method of(byte[] source, int from, int to) {
    for (var method : ALL) {
      var bytes = method.bytes;
      if (bytes.length == to - from && matches(source, from, bytes)) {
        return method;
      }
    }
    return OTHER;
  }

  private static boolean matches(byte[] source, int from, byte[] bytes) {
    for (var i = 0; i < bytes.length; i++) {
      if (source[from + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
