package dev.slipway.checks;

import dev.slipway.checks.http.Request;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request of a flow. Its path, headers and body may name variables, and what steps before it
 * captured, as {@code ${token}}.
 *
 * @param capture what to keep of the answer: by JSON pointer ({@code /access_token}), {@code
 *     header:Location} or {@code cookie:session}
 * @param times how often it is sent; the time limit is for the p95 of them
 */
public record FlowStep(
    Request request, Expectation expect, Map<String, String> capture, int times, boolean always) {
  public FlowStep {
    capture = new TreeMap<>(capture);
    if (times < 1) {
      throw new IllegalArgumentException("a step is sent at least once, not " + times);
    }
  }

  public static FlowStep of(Request request) {
    return new FlowStep(request, Expectation.SUCCESS, Map.of(), 1, false);
  }

  public FlowStep expecting(Expectation expectation) {
    return new FlowStep(request, expectation, capture, times, always);
  }

  public FlowStep capturing(String name, String source) {
    var more = new TreeMap<>(capture);
    more.put(name, source);
    return new FlowStep(request, expect, more, times, always);
  }

  public FlowStep times(int count) {
    return new FlowStep(request, expect, capture, count, always);
  }

  /** It runs even after a step that failed, to clean up what was made. */
  public FlowStep evenAfterFailure() {
    return new FlowStep(request, expect, capture, times, true);
  }
}
