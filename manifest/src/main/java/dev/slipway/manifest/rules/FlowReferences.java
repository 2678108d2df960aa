package dev.slipway.manifest.rules;

import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Quote;
import dev.slipway.manifest.model.Check;
import dev.slipway.manifest.model.FlowStep;
import dev.slipway.manifest.model.Template;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Places;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the requests of a check refer to: captured by a step before, or a variable of the service.
 */
final class FlowReferences implements Rule {
  /** What a request is made of. */
  private static final List<String> SENT = List.of("request", "headers", "json", "body", "form");

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      each.environment()
          .checks()
          .forEach((name, check) -> new Flow(each, name, check, mistakes).ask());
    }
  }

  private record Flow(Resolution.Resolved resolved, String name, Check check, Mistakes mistakes) {
    void ask() {
      var captured = new HashMap<String, Integer>();
      for (var i = 0; i < check.steps().size(); i++) {
        for (var variable : check.steps().get(i).capture().keySet()) {
          captured.putIfAbsent(variable, i);
        }
      }
      for (var i = 0; i < check.steps().size(); i++) {
        step(i, captured);
        captures(i, check.steps().get(i));
      }
    }

    private void step(int index, Map<String, Integer> captured) {
      if (!(Places.node(resolved.tree(), "checks", name, "steps", index)
          instanceof Node.Mapping step)) {
        return;
      }
      for (var part : SENT) {
        step.value(part).ifPresent(value -> texts(value, index, captured));
      }
    }

    private void texts(Node node, int index, Map<String, Integer> captured) {
      switch (node) {
        case Node.Scalar scalar ->
            new Template(scalar.text())
                .references()
                .forEach(
                    reference ->
                        wrong(reference, index, captured)
                            .ifPresent(
                                hint ->
                                    mistakes.add(
                                        scalar.place(),
                                        "SLIP-1020",
                                        "${" + Quote.shortened(reference) + "} refers to nothing",
                                        hint)));
        case Node.Mapping mapping ->
            mapping.entries().values().forEach(entry -> texts(entry.value(), index, captured));
        case Node.Sequence list -> list.items().forEach(item -> texts(item, index, captured));
      }
    }

    /** What to do about a reference that leads nowhere; empty if it leads somewhere. */
    private Optional<String> wrong(String reference, int index, Map<String, Integer> captured) {
      if (reference.startsWith("env.")) {
        return variable(reference.substring("env.".length()));
      }
      var step = captured.get(reference);
      if (reference.equals("unique") || (step != null && step < index)) {
        return Optional.empty();
      }
      if (step != null) {
        return Optional.of(
            "it is captured in steps["
                + step
                + "], after this is sent: move that step before this one");
      }
      var known = new TreeSet<>(captured.keySet());
      return Optional.of(
          Suggestion.nearest(reference, known)
              .map(near -> "did you mean ${" + near + "}?")
              .orElse(
                  "capture it in a step before, as in capture: { "
                      + reference.replaceAll("[^A-Za-z0-9_]", "_")
                      + ": /pointer }; ${env.NAME} is a variable of the service, ${unique} a name"
                      + " for each run, and $${ a plain ${"));
    }

    private Optional<String> variable(String variable) {
      var environment = resolved.environment();
      var service = check.service().filter(environment.services()::containsKey);
      if (service.isEmpty()) {
        return Optional.empty();
      }
      var known = environment.variables(service.get()).keySet();
      return known.contains(variable)
          ? Optional.empty()
          : Optional.of(
              Suggestion.nearest(variable, known)
                  .map(near -> "did you mean ${env." + near + "}?")
                  .orElse(
                      "add "
                          + variable
                          + " to services."
                          + service.get()
                          + ".env, as in { secret: true }"));
    }

    private void captures(int index, FlowStep step) {
      step.capture()
          .forEach(
              (variable, source) -> {
                if (!source.matches("/.*|(?:header|cookie):.+")) {
                  mistakes.add(
                      Places.find(
                          resolved.tree(), "checks", name, "steps", index, "capture", variable),
                      "SLIP-1013",
                      "\"" + Quote.shortened(source) + "\" is no place in an answer",
                      "write "
                          + pointer(source)
                          + " for a value of its JSON, header:NAME or cookie:NAME");
                }
              });
      step.expect()
          .json()
          .keySet()
          .forEach(
              pointer -> {
                if (!pointer.isEmpty() && !pointer.startsWith("/")) {
                  mistakes.add(
                      Places.find(
                          resolved.tree(),
                          "checks",
                          name,
                          "steps",
                          index,
                          "expect",
                          "json",
                          pointer),
                      "SLIP-1013",
                      "\"" + Quote.shortened(pointer) + "\" is not a JSON pointer",
                      "write " + pointer(pointer));
                }
              });
    }

    /** data.user.id and $.data.user.id as a JSON pointer. */
    private static String pointer(String written) {
      var path = written.replaceFirst("^(?:\\$|json|body)?[.:]*", "").replaceAll("[.\\[]+", "/");
      return "/" + path.replace("]", "");
    }
  }
}
