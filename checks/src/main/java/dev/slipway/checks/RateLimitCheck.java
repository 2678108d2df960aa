package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import java.time.Duration;
import java.util.List;

/**
 * Somebody who asks too often is told to wait: 429 within so many requests. Runs last, since the
 * address that it asks from is refused for a while afterwards.
 */
public record RateLimitCheck(String name, Request request, int atMost) implements Check {
  @Override
  public Turn turn() {
    return Turn.EXHAUSTING;
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(60);
  }

  @Override
  public Finding run(Asking asking) throws InterruptedException {
    var wanted = "429 within " + atMost + " requests";
    for (var count = 1; count <= atMost; count++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      try {
        var answer = asking.send(request);
        if (answer.status() == 429) {
          return limited(count, answer, wanted);
        }
        if (answer.status() >= 500) {
          return Finding.failed(
              "request "
                  + count
                  + " of "
                  + request
                  + " answered "
                  + answer.status()
                  + " before any 429: "
                  + answer.excerpt(),
              List.of(new Evidence(request.toString(), wanted, answer.status() + "")));
        }
      } catch (NoAnswer none) {
        return Finding.failed(
            "request " + count + " of " + request + " got no answer: " + none.why(),
            List.of(new Evidence(request.toString(), wanted, none.why())));
      }
    }
    return Finding.failed(
        "no 429 in " + atMost + " requests of " + request,
        List.of(new Evidence(request + " ×" + atMost, wanted, "none was refused")));
  }

  private Finding limited(int count, Answer answer, String wanted) {
    var again = answer.header("Retry-After");
    var evidence =
        List.of(
            new Evidence(
                request + " ×" + count,
                wanted,
                "429, " + again.map(time -> "Retry-After: " + time).orElse("no Retry-After")));
    if (count == 1) {
      return Finding.unmeasured(
          "the first request was refused already (429), so the limit can't be seen", evidence);
    }
    return Finding.passed(
        "429 after "
            + (count - 1)
            + " requests"
            + again.map(time -> ", Retry-After: " + time).orElse(", without Retry-After"),
        evidence);
  }
}
