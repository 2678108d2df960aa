package dev.slipway.postgres.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends signed requests until one is answered: what fails, stalls or is cut off is sent again.
 * Every request may be sent twice, because each says what shall be and not what to do.
 */
final class Requests {
  private static final System.Logger LOG = System.getLogger(Requests.class.getName());

  /** What storage answers to a request that did not arrive as it was sent. */
  private static final Set<String> LOST_ON_THE_WAY =
      Set.of("RequestTimeout", "IncompleteBody", "BadDigest", "XAmzContentSHA256Mismatch");

  private final S3Place place;
  private final Signature signature;
  private final Patience patience;
  private final InstantSource clock;
  private final HttpClient http;

  Requests(S3Place place, S3Login login, Patience patience, InstantSource clock) {
    this.place = place;
    this.signature = new Signature(place, login);
    this.patience = patience;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.answer())
            .build();
  }

  /**
   * One request.
   *
   * @param name of the object; empty for the bucket
   */
  record Request(
      String method,
      String name,
      TreeMap<String, String> query,
      Map<String, String> headers,
      Body body) {
    static Request of(String method, String name) {
      return new Request(method, name, new TreeMap<>(), Map.of(), Body.NONE);
    }

    Request with(Body newBody) {
      return new Request(method, name, query, headers, newBody);
    }

    Request with(String header, String value) {
      var more = new TreeMap<>(headers);
      more.put(header, value);
      return new Request(method, name, query, more, body);
    }
  }

  /** The first bytes of an array. */
  @SuppressWarnings("ArrayRecordComponent") // Sent once, never compared.
  record Body(byte[] content, int length) {
    static final Body NONE = new Body(new byte[0], 0);
  }

  /** A good answer; a refusal that stays one is thrown as {@link StorageException}. */
  HttpResponse<byte[]> send(Request request) throws IOException {
    var sha256 = Signature.sha256(request.body().content(), request.body().length());
    for (var failures = 1; ; failures++) {
      try {
        return once(request, sha256);
      } catch (StorageException e) {
        if (!e.isPassing() || failures == patience.attempts()) {
          throw e;
        }
        pause(failures, e);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (failures == patience.attempts()) {
          throw new IOException(
              request.method() + " " + place + "/" + request.name() + ": " + e.getMessage(), e);
        }
        pause(failures, e);
      }
    }
  }

  private HttpResponse<byte[]> once(Request request, String sha256) throws IOException {
    var answer = exchange(http(request, sha256), request);
    if (answer.statusCode() >= 300) {
      throw refusal(request, answer);
    }
    return answer;
  }

  private HttpRequest http(Request request, String sha256) {
    var path = place.path(request.name());
    var query = Signature.text(request.query());
    var builder =
        HttpRequest.newBuilder(
                URI.create(place.endpoint() + path + (query.isEmpty() ? "" : "?" + query)))
            .method(
                request.method(),
                request.body().length() == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(
                        request.body().content(), 0, request.body().length()));
    signature
        .headers(
            request.method(),
            path,
            request.query(),
            request.headers(),
            new Signature.Content(sha256, clock.instant()))
        .forEach(builder::header);
    return builder.build();
  }

  /** The client's own limit ends with the first byte; ours holds until the last one. */
  private HttpResponse<byte[]> exchange(HttpRequest http, Request request) throws IOException {
    var watch = new Watch(patience.limit(request.body().length()), patience.answer());
    var running = this.http.sendAsync(http, watch.handler());
    try {
      while (true) {
        try {
          return running.get(Math.max(1, watch.leftNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (watch.leftNanos() <= 0) {
            running.cancel(true);
            throw new IOException(watch.told(), e);
          }
        }
      }
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("stopped").initCause(e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }

  private StorageException refusal(Request request, HttpResponse<byte[]> answer) {
    var body = new String(answer.body(), StandardCharsets.UTF_8);
    var code = Listing.element(body, "Code").orElse("");
    var message = Listing.element(body, "Message").orElse("");
    var status = answer.statusCode();
    return new StorageException(
        LOST_ON_THE_WAY.contains(code) ? 408 : status,
        request.method()
            + " "
            + place
            + "/"
            + request.name()
            + ": "
            + status
            + (code.isEmpty() ? "" : " " + code)
            + (message.isEmpty() ? "" : ": " + message));
  }

  private void pause(int failures, IOException cause) throws InterruptedIOException {
    LOG.log(System.Logger.Level.DEBUG, place + ": asked again after a failure", cause);
    try {
      Thread.sleep(patience.pauseAfter(failures));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("stopped").initCause(e);
    }
  }
}
