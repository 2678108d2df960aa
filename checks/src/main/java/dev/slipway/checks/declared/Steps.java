package dev.slipway.checks.declared;

import dev.slipway.checks.Expectation;
import dev.slipway.checks.FlowStep;
import dev.slipway.checks.http.Request;
import dev.slipway.manifest.tree.Node;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A step as it is written, as a step that can be taken. */
final class Steps {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Steps() {}

  static FlowStep step(dev.slipway.manifest.model.FlowStep written) {
    var request =
        new Request(
            written.request().method(), written.request().path(), written.headers(), body(written));
    return new FlowStep(
        request,
        expectation(written.expect()),
        written.capture(),
        written.times(),
        written.always());
  }

  private static Optional<Request.Body> body(dev.slipway.manifest.model.FlowStep written) {
    if (written.json().isPresent()) {
      return Optional.of(
          new Request.Body("application/json", json(written.json().get()).toString()));
    }
    if (!written.form().isEmpty()) {
      // Names and fixed parts are encoded by whoever writes them; values are filled in encoded.
      var form =
          written.form().entrySet().stream()
              .map(field -> field.getKey() + "=" + field.getValue())
              .collect(Collectors.joining("&"));
      return Optional.of(new Request.Body("application/x-www-form-urlencoded", form));
    }
    return written.body().map(text -> new Request.Body("text/plain", text));
  }

  private static Expectation expectation(dev.slipway.manifest.model.Expectation written) {
    Map<String, JsonNode> json = new TreeMap<>();
    written.json().forEach((pointer, value) -> json.put(pointer, json(value)));
    return new Expectation(
        DeclaredChecks.status(written.status()),
        written.headers(),
        json,
        written.contains(),
        written.within());
  }

  /** As YAML means it: 5 is a number and "5" a text. */
  static JsonNode json(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar(scalar);
      case Node.Sequence sequence -> {
        var array = JSON.arrayNode();
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Node.Mapping mapping -> {
        var object = JSON.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
        yield object;
      }
    };
  }

  private static JsonNode scalar(Node.Scalar scalar) {
    if (scalar.isNull()) {
      return JSON.nullNode();
    }
    var text = scalar.text();
    if (scalar.plain() && (text.equals("true") || text.equals("false"))) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    return scalar.plain() && text.matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?")
        ? JSON.numberNode(new BigDecimal(text))
        : JSON.stringNode(text);
  }
}
