package dev.slipway.edge.gate;

import dev.slipway.edge.head.HeadBuffer;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the edge's own.
 *
 * @param fields header lines, each ended
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be written; nobody compares them.
public record Answer(int status, byte[] fields, byte[] body) {
  private static final String NOT_STORED = "cache-control: no-store\r\n";

  public static Answer of(int status, String fields, String body) {
    return new Answer(
        status,
        fields.getBytes(StandardCharsets.ISO_8859_1),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** What went wrong, as JSON; the fact is the edge's own text and needs no escape. */
  public static Answer problem(int status, String fact) {
    return problem(status, fact, "");
  }

  public static Answer problem(int status, String fact, String fields) {
    return of(
        status,
        "content-type: application/json\r\n" + NOT_STORED + fields,
        "{\"status\":%d,\"error\":\"%s\"}%n".formatted(status, fact));
  }

  public static Answer page(int status, String html, String fields) {
    return of(status, "content-type: text/html; charset=utf-8\r\n" + NOT_STORED + fields, html);
  }

  public static Answer redirect(int status, String location, String fields) {
    return of(status, "location: " + location + "\r\n" + fields, "");
  }

  /** Status line and fields, with the body's length. */
  public HeadBuffer writeHead(HeadBuffer out) {
    out.clear()
        .add("HTTP/1.1 ")
        .addDecimal(status)
        .add(' ')
        .add(HttpResponseStatus.valueOf(status).reasonPhrase())
        .add("\r\n")
        .add(fields);
    if (status != 204 && status != 304) {
      out.add("content-length: ").addDecimal(body.length).add("\r\n");
    }
    return out;
  }
}
