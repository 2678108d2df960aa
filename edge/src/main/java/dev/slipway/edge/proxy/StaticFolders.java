package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.protocol.edge.Destination.StaticFiles;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers requests with files: the work of a web server for single-page applications. */
final class StaticFolders {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** A build's own hash in a name: {@code app.3f2a91bc.js}, {@code index-BxT4k9Qd.css}. */
  private static final Pattern HASHED =
      Pattern.compile(".*[.-](?=[A-Za-z_-]*\\d|[0-9A-Fa-f]{8})[0-9A-Za-z_-]{8,32}\\.[a-z0-9]{1,8}");

  private static final String IMMUTABLE = "cache-control: public, max-age=31536000, immutable\r\n";
  private static final String CHECK_AGAIN = "cache-control: no-cache\r\n";
  private static final Answer NOT_FOUND = Answer.problem(404, "there is no such file");
  private static final Answer NOT_ALLOWED =
      Answer.problem(405, "files can only be read", "allow: GET, HEAD\r\n");

  private final Worker worker;
  private final FileCache cache = new FileCache();

  StaticFolders(Worker worker) {
    this.worker = worker;
  }

  void answer(StaticFiles folder, RequestHead request, Exchange exchange) {
    if (request.method() != Method.GET && request.method() != Method.HEAD) {
      exchange.answer(NOT_ALLOWED);
      return;
    }
    var path =
        new String(
            request.path(),
            request.pathFrom(),
            request.pathTo() - request.pathFrom(),
            StandardCharsets.UTF_8);
    var file = find(folder, path, request);
    if (file == null) {
      exchange.answer(NOT_FOUND);
      return;
    }
    answer(file, request, exchange);
  }

  private @Nullable CachedFile find(StaticFiles folder, String path, RequestHead request) {
    var file = cache.find(folder.folder(), path, AcceptEncoding.of(request));
    if (file == null && folder.singlePage() && mayBePage(request, path)) {
      return cache.find(folder.folder(), "/index.html", AcceptEncoding.of(request));
    }
    return file;
  }

  /** A missing image must not become a page: only what looks like a place in the application. */
  private static boolean mayBePage(RequestHead request, String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    var accept = request.lines().text(Field.ACCEPT);
    return !name.contains(".") || accept != null && accept.contains("text/html");
  }

  private void answer(CachedFile file, RequestHead request, Exchange exchange) {
    if (isKnown(file, request)) {
      exchange.answerFrom(304, head(304, "Not Modified", file), 0, null);
      return;
    }
    var range = request.lines().text(Field.RANGE);
    if (range != null && request.method() == Method.GET && rangeHolds(file, request)) {
      var match = RANGE.matcher(range);
      if (match.matches() && !(match.group(1).isEmpty() && match.group(2).isEmpty())) {
        part(file, match.group(1), match.group(2), exchange);
        return;
      }
    }
    var out = head(200, "OK", file);
    out.add("content-length: ").addDecimal(file.length()).add("\r\n");
    send(file, 200, out, new Span(0, file.length()), exchange);
  }

  private record Span(long from, long length) {}

  private static void send(
      CachedFile file, int status, HeadBuffer out, Span span, Exchange exchange) {
    if (exchange.method() == Method.HEAD || span.length() == 0) {
      exchange.answerFrom(status, out, 0, null);
      return;
    }
    var body = file.open(span.from(), span.length());
    if (body == null) {
      exchange.answer(NOT_FOUND);
    } else {
      exchange.answerFrom(status, out, span.length(), body);
    }
  }

  private void part(CachedFile file, String first, String last, Exchange exchange) {
    var length = file.length();
    long from;
    long to;
    if (first.isEmpty()) {
      from = Math.max(0, length - Long.parseLong(last));
      to = length - 1;
    } else {
      from = Long.parseLong(first);
      to = last.isEmpty() ? length - 1 : Math.min(Long.parseLong(last), length - 1);
    }
    if (from > to || from >= length) {
      exchange.answer(
          Answer.problem(
              416, "the file has no such part", "content-range: bytes */" + length + "\r\n"));
      return;
    }
    var out = head(206, "Partial Content", file);
    out.add("content-range: bytes ").addDecimal(from).add('-').addDecimal(to);
    out.add('/').addDecimal(length).add("\r\n");
    out.add("content-length: ").addDecimal(to - from + 1).add("\r\n");
    send(file, 206, out, new Span(from, to - from + 1), exchange);
  }

  private HeadBuffer head(int status, String reason, CachedFile file) {
    var out = worker.out().clear();
    out.add("HTTP/1.1 ").addDecimal(status).add(' ').add(reason).add("\r\n").add(file.fields());
    return out.add(HASHED.matcher(file.name()).matches() ? IMMUTABLE : CHECK_AGAIN);
  }

  private static boolean isKnown(CachedFile file, RequestHead request) {
    var known = request.lines().text(Field.IF_NONE_MATCH);
    if (known != null) {
      return known.equals("*") || known.contains(file.etag());
    }
    return file.lastModified().equals(request.lines().text(Field.IF_MODIFIED_SINCE));
  }

  private static boolean rangeHolds(CachedFile file, RequestHead request) {
    var condition = request.lines().text(Field.IF_RANGE);
    return condition == null
        || condition.equals(file.etag())
        || condition.equals(file.lastModified());
  }
}
