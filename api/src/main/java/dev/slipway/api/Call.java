package dev.slipway.api;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.Json;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** One request, as an endpoint sees it. */
public final class Call {
  private static final int LONGEST_BODY = 10 << 20;

  private final ServerRequest request;
  private final Caller caller;

  Call(ServerRequest request, Caller caller) {
    this.request = request;
    this.caller = caller;
  }

  public Caller caller() {
    return caller;
  }

  /** A part of the path, such as the {@code app} of {@code /v1/apps/{app}}. */
  public String path(String name) {
    return request.path().pathParameters().get(name);
  }

  public Optional<String> query(String name) {
    return request.query().first(name).asOptional();
  }

  /** A whole number of the query, within limits. */
  public long number(String name, long otherwise, long smallest, long largest) {
    var text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var number = Long.parseLong(text.get());
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, with the limits.
    }
    throw Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-8501",
            "query "
                + name
                + ": \""
                + text.get()
                + "\" is not a number from "
                + smallest
                + " to "
                + largest,
            "")
        .exception();
  }

  public Optional<String> header(String name) {
    return request.headers().first(io.helidon.http.HeaderNames.create(name));
  }

  public <T> T body(Class<T> type) {
    var length = request.headers().contentLength().orElse(0);
    if (length > LONGEST_BODY) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8502",
              "the body has " + length + " bytes, more than " + LONGEST_BODY,
              "")
          .exception();
    }
    try {
      var bytes = request.content().inputStream().readNBytes(LONGEST_BODY);
      return Json.read(
          bytes.length == 0 ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8) : bytes, type);
    } catch (JacksonException | java.io.IOException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8503",
              "the body is not a " + type.getSimpleName() + " as JSON: " + firstLine(e),
              "see /openapi.json for its fields")
          .exception(e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
