package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.ProblemDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Speaks to the control plane; an answer that tells a problem is thrown as that problem. The old
 * connection class of the JDK is up in a quarter of the time that its HTTP client takes.
 */
final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final int FIRST_ERROR = 400;
  private static final int LONGEST_CHUNK = 8_192;

  private final Supplier<Optional<String>> whereabouts;
  private final String token;
  private volatile String url;
  private volatile @Nullable HttpURLConnection last;

  ApiClient(String url, String token) {
    this(url, Optional::empty, token);
  }

  /**
   * @param whereabouts asked when nobody answers any more: a control plane that was started again
   *     may listen elsewhere
   */
  ApiClient(String url, Supplier<Optional<String>> whereabouts, String token) {
    this.url = url;
    this.whereabouts = whereabouts;
    this.token = token;
  }

  String url() {
    return url;
  }

  <T> T get(String path, Class<T> type) {
    return Json.read(ask("GET", path, null), type);
  }

  <T> T post(String path, @Nullable Object body, Class<T> type) {
    return Json.read(ask("POST", path, body), type);
  }

  <T> T put(String path, Object body, Class<T> type) {
    return Json.read(ask("PUT", path, body), type);
  }

  <T> T delete(String path, Class<T> type) {
    return Json.read(ask("DELETE", path, null), type);
  }

  String text(String path) {
    return ask("GET", path, null);
  }

  /** A live stream, such as the events of an operation; the caller closes it. */
  InputStream stream(String path) {
    return send("GET", path, null);
  }

  /** Sends bytes as they come, until there are no more, beside whatever else is asked. */
  CompletableFuture<?> send(String path, InputStream bytes) {
    return CompletableFuture.runAsync(() -> copy(path, bytes), Thread::startVirtualThread);
  }

  private void copy(String path, InputStream bytes) {
    try {
      var connection = open("POST", path);
      connection.setRequestProperty("Content-Type", "application/octet-stream");
      connection.setDoOutput(true);
      connection.setChunkedStreamingMode(LONGEST_CHUNK);
      try (var out = connection.getOutputStream()) {
        var buffer = new byte[LONGEST_CHUNK];
        for (var read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
      connection.getResponseCode();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private String ask(String method, String path, @Nullable Object body) {
    try (var stream = send(method, path, body)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private InputStream send(String method, String path, @Nullable Object body) {
    try {
      var connection = open(method, path);
      last = connection;
      if (!method.equals("GET")) {
        write(connection, body == null ? new byte[0] : Json.bytes(body));
      }
      var status = connection.getResponseCode();
      if (status < FIRST_ERROR) {
        return connection.getInputStream();
      }
      try (var told = connection.getErrorStream()) {
        throw problem(status, told == null ? new byte[0] : told.readAllBytes()).exception();
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Accept", "application/json, text/event-stream");
    return connection;
  }

  /**
   * With a fixed length the JDK never sends a request again by itself: a change is asked for once.
   */
  private static void write(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (var out = connection.getOutputStream()) {
      out.write(body);
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
    var silent = url;
    url = whereabouts.get().orElse(silent);
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-9007",
            silent + " does not answer: " + cause,
            "slipway status; slipway up starts the control plane again")
        .exception(e);
  }

  @Override
  public void close() {
    var connection = last;
    if (connection != null) {
      connection.disconnect();
    }
  }
}
