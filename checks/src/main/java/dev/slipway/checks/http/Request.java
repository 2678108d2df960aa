package dev.slipway.checks.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request: a path with its query, headers, and perhaps a body. */
public record Request(
    String method, String path, Map<String, String> headers, Optional<Body> body) {
  public Request {
    headers = new TreeMap<>(headers);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with /: " + path);
    }
  }

  /** What is sent along. */
  public record Body(String type, String text) {}

  public static Request get(String path) {
    return new Request("GET", path, Map.of(), Optional.empty());
  }

  public static Request of(String method, String path) {
    return new Request(method, path, Map.of(), Optional.empty());
  }

  public Request with(String header, String value) {
    var more = new TreeMap<>(headers);
    more.put(header, value);
    return new Request(method, path, more, body);
  }

  public Request with(Body sent) {
    return new Request(method, path, headers, Optional.of(sent));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
