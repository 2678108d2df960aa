package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request: its method and the path with its query. */
@Written(
    as = "a request, as in POST /api/login",
    pattern = "(?:(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) )?/[^\\s]*",
    example = "GET /health")
public record Request(String method, String path) {
  private static final Pattern TEXT =
      Pattern.compile("(?:(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) )?(/[^\\s]*)");

  private static final Pattern LOOSE =
      Pattern.compile(
          "(?i)(?:(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ :]+)?(?:https?://[^/\\s]+)?/?([^\\s]*)");

  public static Optional<Request> parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var method = match.group(1) == null ? "GET" : match.group(1);
    return Optional.of(new Request(method, match.group(2)));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  /** What was probably meant: post /login, GET:/x, https://erp.example/x, api/login. */
  public static Optional<String> repair(String text) {
    var match = LOOSE.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var method = match.group(1) == null ? "GET" : match.group(1).toUpperCase(Locale.ROOT);
    return Optional.of(method + " /" + match.group(2)).filter(better -> parse(better).isPresent());
  }
}
