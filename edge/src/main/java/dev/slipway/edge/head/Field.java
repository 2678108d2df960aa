package dev.slipway.edge.head;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header fields that the edge itself looks at; all others pass unread. */
@SuppressWarnings("ImmutableEnumChecker") // The bytes are never written to.
public enum Field {
  HOST,
  CONNECTION(true),
  KEEP_ALIVE(true),
  PROXY_CONNECTION(true),
  PROXY_AUTHENTICATE(true),
  PROXY_AUTHORIZATION(true),
  TE(true),
  TRAILER,
  TRANSFER_ENCODING(true),
  UPGRADE(true),
  HTTP2_SETTINGS(true),
  CONTENT_LENGTH,
  EXPECT,
  X_FORWARDED_FOR,
  X_FORWARDED_HOST,
  X_FORWARDED_PORT,
  X_FORWARDED_PROTO,
  X_REAL_IP,
  FORWARDED,
  X_REQUEST_ID,
  X_SLIPWAY_BYPASS,
  TRACEPARENT,
  COOKIE,
  ORIGIN,
  ACCEPT,
  ACCEPT_ENCODING,
  ACCESS_CONTROL_REQUEST_METHOD,
  ACCESS_CONTROL_ALLOW_ORIGIN,
  ACCESS_CONTROL_ALLOW_CREDENTIALS,
  ACCESS_CONTROL_ALLOW_METHODS,
  ACCESS_CONTROL_ALLOW_HEADERS,
  ACCESS_CONTROL_EXPOSE_HEADERS,
  ACCESS_CONTROL_MAX_AGE,
  CONTENT_TYPE,
  CONTENT_ENCODING,
  CACHE_CONTROL,
  VARY,
  ETAG,
  IF_NONE_MATCH,
  IF_MODIFIED_SINCE,
  IF_RANGE,
  RANGE,
  USER_AGENT,
  REFERER,
  SET_COOKIE,
  STRICT_TRANSPORT_SECURITY,
  X_CONTENT_TYPE_OPTIONS,
  X_FRAME_OPTIONS,
  REFERRER_POLICY,
  CONTENT_SECURITY_POLICY,
  PERMISSIONS_POLICY,
  ACCEPT_RANGES;

  private static final int SLOTS = 512;
  private static final @Nullable Field[] TABLE = new Field[SLOTS];

  static {
    for (var field : values()) {
      var slot = slot(field.lower, 0, field.lower.length);
      while (TABLE[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      TABLE[slot] = field;
    }
  }

  private final byte[] lower;
  private final boolean hopByHop;

  Field() {
    this(false);
  }

  Field(boolean hopByHop) {
    this.lower =
        name().toLowerCase(Locale.ROOT).replace('_', '-').getBytes(StandardCharsets.US_ASCII);
    this.hopByHop = hopByHop;
  }

  /** Whether it speaks of one connection and therefore ends at the edge. */
  public boolean hopByHop() {
    return hopByHop;
  }

  /** Its name in lower case. */
  public byte[] lower() {
    return lower;
  }

  /** The field of this name, whatever its case; null when it is none of these. */
  public static @Nullable Field of(byte[] bytes, int from, int to) {
    var slot = slot(bytes, from, to);
    for (var field = TABLE[slot]; field != null; field = TABLE[slot]) {
      if (Characters.same(bytes, from, to, field.lower)) {
        return field;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return null;
  }

  private static int slot(byte[] bytes, int from, int to) {
    var length = to - from;
    var first = Characters.lower(bytes[from]);
    var middle = Characters.lower(bytes[from + (length >> 1)]);
    var last = Characters.lower(bytes[to - 1]);
    return (length * 31 + first * 7 + middle * 131 + last * 17) & (SLOTS - 1);
  }
}
