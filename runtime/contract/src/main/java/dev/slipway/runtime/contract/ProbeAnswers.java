package dev.slipway.runtime.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answers to all probes of one wait, counted by kind, in the order they first came. */
final class ProbeAnswers {
  private static final int BODY_SHOWN = 200;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private Optional<ProbeAnswer> last = Optional.empty();

  void add(ProbeAnswer answer) {
    counts.merge(answer.text(), 1, Integer::sum);
    last = Optional.of(answer);
  }

  int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  int lastStatus() {
    return last.map(ProbeAnswer::status).orElse(0);
  }

  boolean wereAllRefused() {
    return counts.keySet().stream().allMatch("connection refused"::equals);
  }

  /** 31 probes: connection refused; or, of several kinds, each with its count. */
  String text() {
    var probes = count() == 1 ? "1 probe: " : count() + " probes: ";
    if (counts.size() == 1) {
      return probes + counts.keySet().iterator().next();
    }
    return probes
        + counts.entrySet().stream()
            .map(entry -> entry.getKey() + " ×" + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  Optional<String> lastBody() {
    return last.map(ProbeAnswer::body)
        .filter(body -> !body.isBlank())
        .map(body -> body.lines().findFirst().orElse(""))
        .map(line -> line.length() > BODY_SHOWN ? line.substring(0, BODY_SHOWN) + "…" : line);
  }
}
