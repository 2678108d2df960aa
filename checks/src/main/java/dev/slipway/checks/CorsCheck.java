package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Browsers of our own sites may call, those of others may not. Asked as a browser asks: a preflight
 * and a plain request, each from a good and a bad origin.
 */
public record CorsCheck(String name, String path, List<String> good, String bad) implements Check {
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  @Override
  public Finding run(Asking asking) {
    if (good.isEmpty()) {
      return Finding.unmeasured("no origin is known that should be allowed", List.of());
    }
    var evidence = new ArrayList<Evidence>();
    var wrong = new ArrayList<String>();
    try {
      for (var origin : good) {
        var allowed = allowed(asking, origin, evidence);
        if (!allowed.equals(Optional.of(origin)) && !allowed.equals(Optional.of("*"))) {
          wrong.add(
              origin
                  + " is refused ("
                  + ALLOWED
                  + ": "
                  + allowed.orElse("none")
                  + ")"
                  + hint(origin, allowed.orElse("")));
        }
      }
      var allowed = allowed(asking, bad, evidence);
      if (allowed.equals(Optional.of(bad)) || allowed.equals(Optional.of("*"))) {
        wrong.add("any site may call: " + bad + " is allowed (" + allowed.get() + ")");
      }
    } catch (NoAnswer none) {
      return Finding.failed(path + " gives no answer: " + none.why(), evidence);
    }
    return wrong.isEmpty()
        ? Finding.passed(
            String.join(", ", good)
                + (good.size() == 1 ? " is" : " are")
                + " allowed, "
                + bad
                + " is not",
            evidence)
        : Finding.failed(String.join("; ", wrong), evidence);
  }

  private static String hint(String origin, String allowed) {
    return allowed.equals(origin + "/") ? ": a trailing slash" : "";
  }

  /** What the preflight allows; some servers say it only in the answer to the request itself. */
  private Optional<String> allowed(Asking asking, String origin, List<Evidence> evidence)
      throws NoAnswer {
    var preflight =
        Request.of("OPTIONS", path)
            .with("Origin", origin)
            .with("Access-Control-Request-Method", "GET");
    var allowed = allowed(asking, preflight, origin, evidence);
    return allowed.isPresent()
        ? allowed
        : allowed(asking, Request.get(path).with("Origin", origin), origin, evidence);
  }

  private Optional<String> allowed(
      Asking asking, Request request, String origin, List<Evidence> evidence) throws NoAnswer {
    Answer answer = asking.send(request);
    var allowed = answer.header(ALLOWED);
    evidence.add(
        new Evidence(
            request + " from " + origin,
            origin.equals(bad) ? "no " + ALLOWED : ALLOWED + ": " + origin,
            answer.status() + ", " + allowed.map(it -> ALLOWED + ": " + it).orElse("no header")));
    return allowed;
  }
}
