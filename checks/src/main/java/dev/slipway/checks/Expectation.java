package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.kit.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What an answer must be.
 *
 * @param json values by JSON pointer; the text {@code *} stands for anything but nothing
 * @param within of one request its time, of several their p95
 */
public record Expectation(
    StatusRange status,
    Map<String, String> headers,
    Map<String, JsonNode> json,
    Optional<String> contains,
    Optional<Duration> within) {
  public static final Expectation SUCCESS =
      new Expectation(
          new StatusRange(200, 299), Map.of(), Map.of(), Optional.empty(), Optional.empty());

  public Expectation {
    headers = new TreeMap<>(headers);
    json = new TreeMap<>(json);
  }

  /** Statuses that count as good, both ends included. */
  public record StatusRange(int least, int greatest) {
    boolean includes(int status) {
      return status >= least && status <= greatest;
    }

    @Override
    public String toString() {
      return least == greatest ? String.valueOf(least) : least + "-" + greatest;
    }
  }

  public Expectation status(int only) {
    return new Expectation(new StatusRange(only, only), headers, json, contains, within);
  }

  public Expectation header(String name, String part) {
    var more = new TreeMap<>(headers);
    more.put(name, part);
    return new Expectation(status, more, json, contains, within);
  }

  public Expectation json(String pointer, JsonNode value) {
    var more = new TreeMap<>(json);
    more.put(pointer, value);
    return new Expectation(status, headers, more, contains, within);
  }

  public Expectation contains(String text) {
    return new Expectation(status, headers, json, Optional.of(text), within);
  }

  public Expectation within(Duration limit) {
    return new Expectation(status, headers, json, contains, Optional.of(limit));
  }

  /** Everything about the answer that isn't as it must be; its time is judged apart. */
  List<String> unmet(Answer answer) {
    if (!status.includes(answer.status())) {
      // The rest of a wrong answer is about the error, not about what was asked.
      var body = answer.excerpt();
      return List.of(
          "answered "
              + answer.status()
              + ", expected "
              + status
              + (body.isEmpty() ? "" : ": " + body));
    }
    var unmet = new ArrayList<String>();
    headers.forEach(
        (name, part) -> {
          var found = answer.header(name);
          if (found.isEmpty()) {
            unmet.add("has no header " + name + ", expected " + part);
          } else if (!found
              .get()
              .toLowerCase(Locale.ROOT)
              .contains(part.toLowerCase(Locale.ROOT))) {
            unmet.add(name + " is " + found.get() + ", expected " + part);
          }
        });
    if (!json.isEmpty()) {
      answer
          .json()
          .ifPresentOrElse(
              body -> json.forEach((pointer, value) -> unmet(body, pointer, value, unmet)),
              () -> unmet.add("is not JSON: " + answer.excerpt()));
    }
    contains
        .filter(text -> !answer.text().contains(text))
        .ifPresent(text -> unmet.add("does not contain \"" + text + "\": " + answer.excerpt()));
    return unmet;
  }

  private static void unmet(JsonNode body, String pointer, JsonNode value, List<String> unmet) {
    var found = body.at(pointer);
    if (found.isMissingNode() || (found.isNull() && !value.isNull())) {
      unmet.add(pointer + " is missing, expected " + shown(value));
    } else if (!isAnything(value) && !same(found, value)) {
      unmet.add(pointer + " is " + shown(found) + ", expected " + shown(value));
    }
  }

  private static boolean isAnything(JsonNode value) {
    return value.isString() && value.asString().equals("*");
  }

  /** Numbers by their value, so that 5 and 5.0 are the same. */
  private static boolean same(JsonNode found, JsonNode value) {
    return (found.isNumber() && value.isNumber())
        ? found.decimalValue().compareTo(value.decimalValue()) == 0
        : found.equals(value);
  }

  private static String shown(JsonNode value) {
    if (isAnything(value)) {
      return "something";
    }
    var text = value.isString() ? "\"" + value.asString() + "\"" : value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  /** For the evidence: {@code 200-299, /status "ok", within 200 ms}. */
  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    parts.add(status.toString());
    headers.forEach((name, part) -> parts.add(name + ": " + part));
    json.forEach((pointer, value) -> parts.add(pointer + " " + shown(value)));
    contains.ifPresent(text -> parts.add("contains \"" + text + "\""));
    within.ifPresent(limit -> parts.add("within " + Durations.human(limit)));
    return String.join(", ", parts);
  }
}
