package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import dev.slipway.secrets.Mask;
import java.time.Duration;
import java.util.Map;

/**
 * What a check is given: whom to ask, the variables that its texts may name, what must be hidden.
 *
 * @param variables by the names that {@code ${…}} uses: {@code env.TEST_PASSWORD}
 */
public record Asking(Client client, Map<String, String> variables, Mask mask) {
  /** Enough for a page of a cold application; a check that expects less says so itself. */
  public static final Duration ONE_REQUEST = Duration.ofSeconds(10);

  public Target target() {
    return client.target();
  }

  public Answer send(Request request) throws NoAnswer {
    return client.send(request, ONE_REQUEST);
  }
}
