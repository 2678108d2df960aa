package dev.slipway.secrets.references;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** One bounded HTTP request to a store, and the problems that all stores have in common. */
final class Outside {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A status and the JSON that came with it; an empty object when it was not JSON. */
  record Answer(int status, JsonNode json) {}

  Answer ask(HttpRequest request, SecretReference about) {
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (HttpTimeoutException tooLong) {
      throw silent(about, "no answer within " + TIMEOUT.toSeconds() + " s from " + host(request))
          .exception(tooLong);
    } catch (IOException refused) {
      throw silent(about, host(request) + " can't be reached (" + reason(refused) + ")")
          .exception(refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw silent(about, "reading was cancelled").exception(stopped);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException notJson) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  static Problem silent(SecretReference about, String fact) {
    return Problem.of(
        Problem.Kind.UNAVAILABLE,
        "SLIP-7315",
        about + ": " + fact,
        "nothing was changed; try again when the store answers");
  }

  static Problem missing(SecretReference about, String fact, String hint) {
    return Problem.of(Problem.Kind.NOT_FOUND, "SLIP-7316", about + ": " + fact, hint);
  }

  static Problem denied(SecretReference about, String fact, String hint) {
    return Problem.of(Problem.Kind.REFUSED, "SLIP-7317", about + ": " + fact, hint);
  }

  private static String host(HttpRequest request) {
    return request.uri().getScheme() + "://" + request.uri().getAuthority();
  }

  private static String reason(IOException refused) {
    var message = refused.getMessage();
    return message == null ? "connection refused" : message;
  }
}
