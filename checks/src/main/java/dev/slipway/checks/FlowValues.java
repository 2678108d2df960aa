package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.Request;
import dev.slipway.kit.Ids;
import dev.slipway.secrets.Mask;
import dev.slipway.secrets.SecretValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.StringNode;

/** What a flow knows: the given variables, what it has captured, and its cookies. */
final class FlowValues {
  private static final Pattern NAMED = Pattern.compile("(?<!\\$)\\$\\{([^}]*)}");
  private static final Pattern SECRET =
      Pattern.compile("(?i)token|secret|password|session|jwt|key|auth|cookie|csrf");
  private static final int LEAST_SECRET_LENGTH = 8;

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<String, String> values;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private Mask mask;

  FlowValues(Asking asking) {
    this.values = new TreeMap<>(asking.variables());
    this.mask = asking.mask();
    // A name that no run before has used, for whatever the flow makes.
    values.putIfAbsent("unique", Ids.next(Instant.now()));
  }

  /** Hides the given secrets and the tokens that were captured on the way. */
  Mask mask() {
    return mask;
  }

  /** The first name in the step's texts that has no value, if there is one. */
  Optional<String> unknown(FlowStep step) {
    var names = new TreeSet<String>();
    Function<String, String> look =
        text -> {
          var match = NAMED.matcher(text);
          while (match.find()) {
            if (!values.containsKey(match.group(1).strip())) {
              names.add(match.group(1).strip());
            }
          }
          return text;
        };
    inAll(step.request(), look, body -> look.apply(body.text()));
    return names.isEmpty() ? Optional.empty() : Optional.of(names.first());
  }

  Request filled(Request request) {
    var filled = inAll(request, this::fill, this::fillBody);
    if (!cookies.isEmpty() && !request.headers().containsKey("Cookie")) {
      var header = new StringBuilder();
      cookies.forEach(
          (name, value) ->
              header.append(header.isEmpty() ? "" : "; ").append(name).append('=').append(value));
      return filled.with("Cookie", header.toString());
    }
    return filled;
  }

  private static Request inAll(
      Request request, Function<String, String> change, Function<Request.Body, String> inBody) {
    var headers = new TreeMap<String, String>();
    request.headers().forEach((name, value) -> headers.put(name, change.apply(value)));
    return new Request(
        request.method(),
        change.apply(request.path()),
        headers,
        request.body().map(body -> new Request.Body(body.type(), inBody.apply(body))));
  }

  private String fillBody(Request.Body body) {
    return switch (body.type()) {
      case JSON -> fill(body.text(), FlowValues::jsonEscaped);
      case FORM -> fill(body.text(), value -> URLEncoder.encode(value, StandardCharsets.UTF_8));
      default -> fill(body.text());
    };
  }

  private String fill(String text) {
    return fill(text, Function.identity());
  }

  private String fill(String text, Function<String, String> written) {
    var match = NAMED.matcher(text);
    var filled = new StringBuilder();
    while (match.find()) {
      var known = values.get(match.group(1).strip());
      var value = known == null ? match.group() : written.apply(known);
      match.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    match.appendTail(filled);
    return filled.toString().replace("$${", "${");
  }

  /** A JSON body's texts are filled in as JSON writes them: a quote in a value stays a value. */
  private static String jsonEscaped(String value) {
    var quoted = StringNode.valueOf(value).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Keeps what the step wants kept; the first thing that isn't there, if any. */
  Optional<String> capture(FlowStep step, Answer answer) {
    keepCookies(answer);
    for (var wanted : step.capture().entrySet()) {
      var found = find(wanted.getValue(), answer);
      if (found.isEmpty()) {
        return Optional.of(wanted.getValue() + " (for ${" + wanted.getKey() + "}) is missing");
      }
      keep(wanted.getKey(), wanted.getValue(), found.get());
    }
    return Optional.empty();
  }

  private Optional<String> find(String source, Answer answer) {
    if (source.startsWith("header:")) {
      return answer.header(source.substring("header:".length()).strip());
    }
    if (source.startsWith("cookie:")) {
      return Optional.ofNullable(cookies.get(source.substring("cookie:".length()).strip()));
    }
    return answer
        .json()
        .map(body -> body.at(source))
        .filter(node -> !node.isMissingNode() && !node.isNull())
        .map(node -> node.isString() ? node.asString() : node.toString());
  }

  private void keep(String name, String source, String value) {
    values.put(name, value);
    var looksSecret = SECRET.matcher(name + " " + source).find() || value.startsWith("eyJ");
    if (looksSecret && value.length() >= LEAST_SECRET_LENGTH) {
      mask = mask.with(SecretValue.of(value));
    }
  }

  /**
   * Cookies go back to wherever the flow asks next. An instance is asked in plain HTTP under a
   * public https name, and a browser's rules would drop its Secure cookies on the way.
   */
  private void keepCookies(Answer answer) {
    for (var header : answer.headers("Set-Cookie")) {
      var first = header.split(";", 2)[0];
      var equals = first.indexOf('=');
      if (equals > 0) {
        var name = first.substring(0, equals).strip();
        var value = first.substring(equals + 1).strip();
        if (header.matches("(?is).*;\\s*max-age=(0|-\\d+)\\b.*") || value.isEmpty()) {
          cookies.remove(name);
        } else {
          cookies.put(name, value);
          keepHidden(value);
        }
      }
    }
  }

  private void keepHidden(String value) {
    if (value.length() >= LEAST_SECRET_LENGTH) {
      mask = mask.with(SecretValue.of(value));
    }
  }
}
