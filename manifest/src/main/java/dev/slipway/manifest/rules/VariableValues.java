package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Variable;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.Map;
import java.util.stream.Stream;

/** A variable has a value, or is a secret whose value stands elsewhere. */
final class VariableValues implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    subject.environments().forEach(each -> variables(each, mistakes));
  }

  private static void variables(Resolution.Resolved each, Mistakes mistakes) {
    each.environment()
        .services()
        .forEach(
            (name, service) -> {
              all(service.env(), each, mistakes, "services", name, "env");
              service
                  .build()
                  .ifPresent(
                      build -> all(build.env(), each, mistakes, "services", name, "build", "env"));
            });
    each.environment()
        .groups()
        .forEach((name, group) -> all(group, each, mistakes, "groups", name));
  }

  private static void all(
      Map<String, Variable> variables,
      Resolution.Resolved each,
      Mistakes mistakes,
      Object... path) {
    variables.forEach(
        (variable, value) ->
            variable(
                value,
                Places.find(
                    each.tree(), Stream.concat(Stream.of(path), Stream.of(variable)).toArray()),
                mistakes));
  }

  private static void variable(Variable variable, Place place, Mistakes mistakes) {
    if (variable.value().isPresent() && variable.isSecret()) {
      mistakes.add(
          place,
          "SLIP-1025",
          "a secret's value isn't written in the file",
          "remove value and set it with slipway env set, or remove secret");
    }
    if (variable.value().isEmpty() && !variable.isSecret()) {
      mistakes.add(
          place,
          "SLIP-1025",
          "the variable has no value",
          "write a text ('' for an empty one, and in quotes if it starts with #), or { secret: true }");
    }
    if (variable.generate().isPresent() && variable.from().isPresent()) {
      mistakes.add(
          place,
          "SLIP-1025",
          "generate and from exclude each other",
          "keep from for a secret that is kept outside");
    }
  }
}
