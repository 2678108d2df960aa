package dev.slipway.edge.head;

import java.nio.charset.StandardCharsets;

/** The head of an instance's answer, read in place. Valid until the next {@link #read}. */
public final class ResponseHead {
  private static final byte[] CLOSE = "close".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(StandardCharsets.US_ASCII);

  /** {@code HTTP/1.1 200}. */
  private static final int SHORTEST_LINE = 12;

  private final HeaderLines lines = new HeaderLines();

  private int status;
  private int reasonStart;
  private int reasonEnd;
  private boolean http11;
  private long bodyLength;
  private boolean chunked;

  /**
   * Reads a head from {@code bytes[0..length)}.
   *
   * @return how many bytes the head takes, or -1 when it isn't complete yet
   * @throws BadHead when it must not be passed on
   */
  public int read(byte[] bytes, int length) {
    if (length < SHORTEST_LINE + 2) {
      return -1;
    }
    if (bytes[0] != 'H'
        || bytes[1] != 'T'
        || bytes[2] != 'T'
        || bytes[3] != 'P'
        || bytes[4] != '/'
        || bytes[5] != '1'
        || bytes[6] != '.'
        || bytes[8] != ' ') {
      throw new BadHead(502, "the answer is not HTTP/1");
    }
    http11 = bytes[7] == '1';
    status = 0;
    for (var at = 9; at < SHORTEST_LINE; at++) {
      var digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        throw new BadHead(502, "the answer's status is no number");
      }
      status = status * 10 + digit;
    }
    var at = SHORTEST_LINE;
    reasonStart = bytes[at] == ' ' ? at + 1 : at;
    while (at < length && Characters.value(bytes[at])) {
      at++;
    }
    if (at + 1 >= length) {
      return -1;
    }
    if (bytes[at] != '\r' || bytes[at + 1] != '\n' || status < 100) {
      throw new BadHead(502, "the answer's status line is malformed");
    }
    reasonEnd = Math.max(at, reasonStart);
    var end = lines.read(bytes, at + 2, length);
    if (end >= 0) {
      chunked = BodyHeaders.chunked(lines, http11);
      bodyLength = BodyHeaders.length(lines);
    }
    return end;
  }

  public HeaderLines lines() {
    return lines;
  }

  public byte[] bytes() {
    return lines.bytes();
  }

  public int status() {
    return status;
  }

  public int reasonStart() {
    return reasonStart;
  }

  public int reasonEnd() {
    return reasonEnd;
  }

  /** How the body is framed in an answer to this method. */
  public Framing framing(Method asked) {
    if (asked == Method.HEAD || status == 204 || status == 304 || status < 200) {
      return Framing.NONE;
    }
    if (chunked) {
      return Framing.CHUNKED;
    }
    if (bodyLength < 0) {
      return Framing.UNTIL_CLOSE;
    }
    return bodyLength == 0 ? Framing.NONE : Framing.LENGTH;
  }

  /** Content-Length, or -1. */
  public long bodyLength() {
    return bodyLength;
  }

  /** Whether the instance goes on with this connection. */
  public boolean keepsAlive() {
    var line = lines.line(Field.CONNECTION);
    if (line < 0) {
      return http11;
    }
    return http11 ? !lines.valueLists(line, CLOSE) : lines.valueLists(line, KEEP_ALIVE);
  }
}
