package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.ProblemDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Speaks to the control plane; an answer that tells a problem is thrown as that problem. */
final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int FIRST_ERROR = 400;

  private final String url;
  private final String token;
  private final HttpClient http;

  ApiClient(String url, String token) {
    this.url = url;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
  }

  String url() {
    return url;
  }

  <T> T get(String path, Class<T> type) {
    return Json.read(text(request("GET", path, null)), type);
  }

  <T> T post(String path, @Nullable Object body, Class<T> type) {
    return Json.read(text(request("POST", path, body)), type);
  }

  <T> T put(String path, Object body, Class<T> type) {
    return Json.read(text(request("PUT", path, body)), type);
  }

  <T> T delete(String path, Class<T> type) {
    return Json.read(text(request("DELETE", path, null)), type);
  }

  String text(String path) {
    return text(request("GET", path, null));
  }

  /** A live stream, such as the events of an operation; the caller closes it. */
  InputStream stream(String path) {
    return send(request("GET", path, null));
  }

  /** Sends bytes as they come, until there are no more, beside whatever else is asked. */
  CompletableFuture<?> send(String path, InputStream bytes) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .POST(BodyPublishers.ofInputStream(() -> bytes))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/octet-stream")
            .build();
    return http.sendAsync(request, BodyHandlers.discarding());
  }

  private HttpRequest request(String method, String path, @Nullable Object body) {
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body));
    return HttpRequest.newBuilder(URI.create(url + path))
        .method(method, publisher)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .build();
  }

  private String text(HttpRequest request) {
    try (var stream = send(request)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private InputStream send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() < FIRST_ERROR) {
        return response.body();
      }
      try (var body = response.body()) {
        throw problem(response.statusCode(), body.readAllBytes()).exception();
      }
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private Problem problem(int status, byte[] body) {
    try {
      return Json.read(body, ProblemDocument.class).problem();
    } catch (JacksonException | IllegalArgumentException | NullPointerException notOurs) {
      return Problem.of(
          Problem.Kind.UNAVAILABLE,
          "SLIP-9006",
          url + " answered " + status + " and not as a control plane does",
          "check that nothing else listens there");
    }
  }

  private RuntimeException unreachable(Exception e) {
    var cause = e instanceof ConnectException ? "nobody listens there" : String.valueOf(e);
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-9007",
            url + " does not answer: " + cause,
            "slipway status; slipway up starts the control plane again")
        .exception(e);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
