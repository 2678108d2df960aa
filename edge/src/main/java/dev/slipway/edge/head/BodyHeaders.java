package dev.slipway.edge.head;

/**
 * Reads how a body is framed, and refuses everything that two readers could understand differently:
 * that is what request smuggling lives on.
 */
final class BodyHeaders {
  private static final byte[] CHUNKED = {'c', 'h', 'u', 'n', 'k', 'e', 'd'};

  /** 18 digits can't overflow a long. */
  private static final int MOST_DIGITS = 18;

  private BodyHeaders() {}

  static boolean chunked(HeaderLines lines, boolean http11) {
    var line = lines.line(Field.TRANSFER_ENCODING);
    if (line < 0) {
      return false;
    }
    if (!http11) {
      throw new BadHead(400, "transfer-encoding in HTTP/1.0");
    }
    if (lines.has(Field.CONTENT_LENGTH)) {
      throw new BadHead(400, "transfer-encoding and content-length together");
    }
    if (!lines.valueIs(line, CHUNKED) || lines.count(Field.TRANSFER_ENCODING) != 1) {
      throw new BadHead(501, "a transfer-encoding other than chunked");
    }
    return true;
  }

  /** The length, or -1 when none is given. */
  static long length(HeaderLines lines) {
    var line = lines.line(Field.CONTENT_LENGTH);
    if (line < 0) {
      return -1;
    }
    if (lines.count(Field.CONTENT_LENGTH) != 1) {
      throw new BadHead(400, "content-length twice");
    }
    var from = lines.valueStart(line);
    var to = lines.valueEnd(line);
    if (from == to || to - from > MOST_DIGITS) {
      throw new BadHead(400, "a content-length that is no number");
    }
    var length = 0L;
    for (var at = from; at < to; at++) {
      var digit = lines.bytes()[at] - '0';
      if (digit < 0 || digit > 9) {
        throw new BadHead(400, "a content-length that is no number");
      }
      length = length * 10 + digit;
    }
    return length;
  }
}
