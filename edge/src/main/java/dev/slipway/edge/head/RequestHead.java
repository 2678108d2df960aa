package dev.slipway.edge.head;

import java.nio.charset.StandardCharsets;

/** A request's head, read in place. Valid until the next {@link #read}. */
public final class RequestHead {
  private static final byte[] CLOSE = "close".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UPGRADE = "upgrade".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WEBSOCKET = "websocket".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTP = "http://".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTPS = "https://".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION_BYTES = 8;
  private static final int LONGEST_TARGET = 16 << 10;

  private final HeaderLines lines = new HeaderLines();

  private Method method = Method.OTHER;
  private int methodEnd;
  private int targetStart;
  private int targetEnd;
  private int pathEnd;
  private byte[] path = new byte[0];
  private int pathFrom;
  private int pathTo;
  private int hostStart;
  private int hostEnd;
  private boolean http11;
  private Framing framing = Framing.NONE;
  private long bodyLength;

  /**
   * Reads a head from {@code bytes[0..length)}.
   *
   * @return how many bytes the head takes, or -1 when it isn't complete yet
   * @throws BadHead when it must not be passed on
   */
  public int read(byte[] bytes, int length) {
    var at = 0;
    while (at < length && Characters.token(bytes[at])) {
      at++;
    }
    if (at == length) {
      return incompleteIfShort(length);
    }
    if (bytes[at] != ' ' || at == 0) {
      throw new BadHead(400, "the request line is malformed");
    }
    methodEnd = at++;
    targetStart = at;
    while (at < length && Characters.target(bytes[at])) {
      at++;
    }
    if (at - targetStart > LONGEST_TARGET) {
      throw new BadHead(414, "the address is longer than 16 KiB");
    }
    if (at == length) {
      return -1;
    }
    if (bytes[at] != ' ' || at == targetStart) {
      throw new BadHead(400, "the request line is malformed");
    }
    targetEnd = at++;
    var versionEnd = readVersion(bytes, at, length);
    if (versionEnd < 0) {
      return -1;
    }
    var end = lines.read(bytes, versionEnd, length);
    if (end >= 0) {
      method = Method.of(bytes, 0, methodEnd);
      findHost(bytes);
      findBody();
    }
    return end;
  }

  private static int incompleteIfShort(int length) {
    if (length > 32) {
      throw new BadHead(400, "the method is longer than 32 characters");
    }
    return -1;
  }

  private int readVersion(byte[] bytes, int from, int length) {
    if (length - from < VERSION_BYTES + 2) {
      return -1;
    }
    var known =
        bytes[from] == 'H'
            && bytes[from + 1] == 'T'
            && bytes[from + 2] == 'T'
            && bytes[from + 3] == 'P'
            && bytes[from + 4] == '/'
            && bytes[from + 6] == '.';
    if (!known || bytes[from + 8] != '\r' || bytes[from + 9] != '\n') {
      throw new BadHead(400, "the request line is malformed");
    }
    if (bytes[from + 5] != '1' || bytes[from + 7] != '1' && bytes[from + 7] != '0') {
      throw new BadHead(505, "only versions 1.0 and 1.1 are understood here");
    }
    http11 = bytes[from + 7] == '1';
    return from + VERSION_BYTES + 2;
  }

  /** The host comes from the Host field or, for a target that is a whole URL, from there. */
  private void findHost(byte[] bytes) {
    if (lines.count(Field.HOST) > 1 || http11 && !lines.has(Field.HOST)) {
      throw new BadHead(400, "there must be one host field");
    }
    var host = lines.line(Field.HOST);
    hostStart = host < 0 ? 0 : lines.valueStart(host);
    hostEnd = host < 0 ? 0 : lines.valueEnd(host);
    if (bytes[targetStart] != '/') {
      absoluteTarget(bytes);
    }
    for (var at = hostStart; at < hostEnd; at++) {
      var c = bytes[at];
      if (!Characters.token(c) && c != ':' && c != '[' && c != ']') {
        throw new BadHead(400, "the host is malformed");
      }
      bytes[at] = Characters.lower(c);
    }
    pathEnd = targetStart;
    while (pathEnd < targetEnd && bytes[pathEnd] != '?') {
      pathEnd++;
    }
    findPath(bytes);
  }

  /** Most paths are plain already and are looked at where they stand. */
  private void findPath(byte[] bytes) {
    path = bytes;
    pathFrom = targetStart;
    pathTo = pathEnd;
    if (!PlainPath.isPlain(bytes, targetStart, pathEnd)) {
      path = PlainPath.of(bytes, targetStart, pathEnd);
      pathFrom = 0;
      pathTo = path.length;
    }
  }

  private void absoluteTarget(byte[] bytes) {
    if (method == Method.OPTIONS && targetEnd - targetStart == 1 && bytes[targetStart] == '*') {
      return;
    }
    var from = targetStart;
    if (startsWith(bytes, HTTP)) {
      from += HTTP.length;
    } else if (startsWith(bytes, HTTPS)) {
      from += HTTPS.length;
    } else {
      throw new BadHead(method == Method.CONNECT ? 501 : 400, "the target is no path");
    }
    var slash = from;
    while (slash < targetEnd && bytes[slash] != '/') {
      slash++;
    }
    if (slash == from || slash == targetEnd) {
      throw new BadHead(400, "the target has no path");
    }
    hostStart = from;
    hostEnd = slash;
    targetStart = slash;
  }

  private boolean startsWith(byte[] bytes, byte[] prefix) {
    return targetEnd - targetStart > prefix.length
        && Characters.same(bytes, targetStart, targetStart + prefix.length, prefix);
  }

  private void findBody() {
    if (BodyHeaders.chunked(lines, http11)) {
      framing = Framing.CHUNKED;
      bodyLength = -1;
      return;
    }
    bodyLength = Math.max(0, BodyHeaders.length(lines));
    framing = bodyLength > 0 ? Framing.LENGTH : Framing.NONE;
  }

  public HeaderLines lines() {
    return lines;
  }

  public byte[] bytes() {
    return lines.bytes();
  }

  public Method method() {
    return method;
  }

  /** The method's name is {@code bytes[0..methodEnd)}. */
  public int methodEnd() {
    return methodEnd;
  }

  /** Path and query, always starting with a slash (but for {@code OPTIONS *}). */
  public int targetStart() {
    return targetStart;
  }

  public int targetEnd() {
    return targetEnd;
  }

  /**
   * The path as it is meant, decoded and without dots and empty parts, in {@code
   * path()[pathFrom()..pathTo())}. It decides where a request goes; what is sent on is the target.
   */
  public byte[] path() {
    return path;
  }

  public int pathFrom() {
    return pathFrom;
  }

  public int pathTo() {
    return pathTo;
  }

  public boolean pathIs(String wanted) {
    return pathTo - pathFrom == wanted.length() && pathStartsWith(wanted);
  }

  /** Whether the path is this one or lies below it. */
  public boolean pathIsBelow(String above) {
    if (above.length() == 1) {
      return true;
    }
    var end = pathFrom + above.length();
    return pathTo >= end && pathStartsWith(above) && (pathTo == end || path[end] == '/');
  }

  private boolean pathStartsWith(String start) {
    for (var i = 0; i < start.length(); i++) {
      if (path[pathFrom + i] != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Path and query as they were sent. */
  public String target() {
    return new String(bytes(), targetStart, targetEnd - targetStart, StandardCharsets.ISO_8859_1);
  }

  /** What follows the question mark. */
  public String query() {
    var from = Math.min(pathEnd + 1, targetEnd);
    return new String(bytes(), from, targetEnd - from, StandardCharsets.ISO_8859_1);
  }

  public int hostStart() {
    return hostStart;
  }

  /** Host and port; equal to {@link #hostStart} when an HTTP/1.0 client named none. */
  public int hostEnd() {
    return hostEnd;
  }

  public boolean http11() {
    return http11;
  }

  public Framing framing() {
    return framing;
  }

  /** The body's length, or -1 when it comes in chunks. */
  public long bodyLength() {
    return bodyLength;
  }

  /** Whether the client wants to go on with this connection. */
  public boolean keepsAlive() {
    var line = lines.line(Field.CONNECTION);
    if (line < 0) {
      return http11;
    }
    return http11 ? !lines.valueLists(line, CLOSE) : lines.valueLists(line, KEEP_ALIVE);
  }

  /** Whether the client asks for a WebSocket; any other upgrade is not passed on. */
  public boolean wantsWebSocket() {
    var connection = lines.line(Field.CONNECTION);
    var upgrade = lines.line(Field.UPGRADE);
    return connection >= 0
        && upgrade >= 0
        && http11
        && method == Method.GET
        && framing == Framing.NONE
        && lines.valueLists(connection, UPGRADE)
        && lines.valueIs(upgrade, WEBSOCKET);
  }
}
