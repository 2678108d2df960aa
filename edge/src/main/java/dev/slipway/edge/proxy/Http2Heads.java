package dev.slipway.edge.proxy;

import dev.slipway.edge.head.BadHead;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.ResponseHead;
import io.netty.buffer.ByteBuf;
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

  /** Whether it has what every request must have; a request without is no request (RFC 9113). */
  static boolean isWhole(Http2Headers headers) {
    var method = headers.method();
    return method != null
        && (AsciiString.contentEquals(method, "CONNECT")
            || headers.scheme() != null && headers.path() != null && headers.path().length() > 0);
  }

  static boolean hasPseudoField(Http2Headers headers) {
    for (var header : headers) {
      if (header.getKey().length() == 0 || header.getKey().charAt(0) == ':') {
        return true;
      }
    }
    return false;
  }

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

  /** A request as {@link RequestWriter} wrote it, for an instance that speaks HTTP/2. */
  static Http2Headers request(ByteBuf written) {
    var text = written.toString(StandardCharsets.ISO_8859_1);
    var headers = new DefaultHttp2Headers(false, 16);
    var end = text.indexOf("\r\n");
    var line = text.substring(0, end).split(" ", 3);
    headers.method(line[0]).path(line[1]).scheme("http");
    var at = end + 2;
    for (end = text.indexOf("\r\n", at); end > at; end = text.indexOf("\r\n", at)) {
      var colon = text.indexOf(':', at);
      var name = text.substring(at, colon).toLowerCase(Locale.ROOT);
      var value = text.substring(colon + 1, end).strip();
      switch (name) {
        case "host" -> headers.authority(value);
        case "transfer-encoding", "connection", "upgrade" -> {
          // Of HTTP/1.1 alone.
        }
        default -> headers.add(new AsciiString(name), value);
      }
      at = end + 2;
    }
    // Trailers are passed on, which is what this says.
    headers.add("te", "trailers");
    return headers;
  }

  /** An instance's answer, read as strictly as one in HTTP/1.1. */
  static ResponseHead answer(Http2Headers headers) {
    var status = headers.status();
    if (status == null) {
      throw BadHead.ofAnswer("an answer without a status");
    }
    var out = new HeadBuffer().add("HTTP/1.1 ");
    add(out, status);
    out.add(" \r\n");
    addFields(out, headers);
    return parse(out);
  }

  static HeaderLines trailers(Http2Headers headers) {
    var out = new HeadBuffer().add("HTTP/1.1 200 \r\n");
    addFields(out, headers);
    return parse(out).lines();
  }

  private static void addFields(HeadBuffer out, Http2Headers headers) {
    for (var header : headers) {
      var name = header.getKey();
      if (name.length() > 0 && name.charAt(0) != ':') {
        addLine(out, name, header.getValue());
      }
    }
    out.add("\r\n");
  }

  private static ResponseHead parse(HeadBuffer written) {
    var head = new ResponseHead();
    if (head.read(written.bytes(), written.length()) != written.length()) {
      throw BadHead.ofAnswer("the answer's head is malformed");
    }
    return head;
  }
}
