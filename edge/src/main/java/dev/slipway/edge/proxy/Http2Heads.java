package dev.slipway.edge.proxy;

import dev.slipway.edge.head.BadHead;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.ResponseHead;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Translates heads between HTTP/2 and HTTP/1.1. A request is written as HTTP/1.1 and then read by
 * the same strict reader as everybody's, so that there is one place that decides what is well
 * formed.
 */
final class Http2Heads {
  private static final String CHUNKED = "transfer-encoding: chunked\r\n";

  private Http2Heads() {}

  /**
   * Writes a request's head.
   *
   * @param complete no body follows
   * @throws BadHead when a part of it could be read as something else in HTTP/1.1
   */
  static void write(HeadBuffer out, Http2Headers headers, boolean complete) {
    var authority = headers.authority() == null ? headers.get("host") : headers.authority();
    if (headers.method() == null || headers.path() == null || authority == null) {
      throw BadHead.malformed("a request without method, path or authority");
    }
    out.clear();
    add(out, headers.method());
    out.add(' ');
    add(out, headers.path());
    out.add(" HTTP/1.1\r\nhost: ");
    add(out, authority);
    out.add("\r\n");
    StringBuilder cookies = null;
    for (var header : headers) {
      var name = header.getKey();
      if (name.length() == 0 || name.charAt(0) == ':' || AsciiString.contentEquals(name, "host")) {
        continue;
      }
      if (AsciiString.contentEquals(name, "cookie")) {
        // HTTP/2 splits cookies to save bytes; HTTP/1.1 has them in one field.
        cookies = cookies == null ? new StringBuilder() : cookies.append("; ");
        cookies.append(header.getValue());
        continue;
      }
      addLine(out, name, header.getValue());
    }
    if (cookies != null) {
      addLine(out, "cookie", cookies);
    }
    if (!complete && headers.get("content-length") == null) {
      out.add(CHUNKED);
    }
    out.add("\r\n");
  }

  private static void addLine(HeadBuffer out, CharSequence name, CharSequence value) {
    add(out, name);
    out.add(": ");
    add(out, value);
    out.add("\r\n");
  }

  private static void add(HeadBuffer out, CharSequence text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == 0 || c > 255) {
        throw BadHead.malformed("a field with a character that ends lines");
      }
      out.add(c);
    }
  }

  static Http2Headers read(ResponseHead answer) {
    var headers = fields(answer.lines());
    headers.status(Integer.toString(answer.status()));
    return headers;
  }

  static Http2Headers fields(@Nullable HeaderLines lines) {
    var headers = new DefaultHttp2Headers(false, lines == null ? 0 : lines.size() + 1);
    for (var line = 0; lines != null && line < lines.size(); line++) {
      var field = lines.field(line);
      if (field == null || !field.hopByHop()) {
        headers.add(
            new AsciiString(
                text(lines, lines.start(line), lines.nameEnd(line)).toLowerCase(Locale.ROOT)),
            text(lines, lines.valueStart(line), lines.valueEnd(line)));
      }
    }
    return headers;
  }

  private static String text(HeaderLines lines, int from, int to) {
    return new String(lines.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
  }
}
