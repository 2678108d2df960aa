package dev.slipway.manifest.rules;

import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Quote;
import dev.slipway.manifest.model.Template;
import dev.slipway.manifest.model.Variable;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The references in values lead somewhere. */
final class Variables implements Rule {
  private static final Map<String, List<String>> PROPERTIES =
      Map.of(
          "services", List.of("url", "internal-url", "host", "port"),
          "databases",
              List.of("url", "direct-url", "host", "port", "name", "user", "password", "schema"),
          "redis", List.of("url", "host", "port", "password"),
          "buckets", List.of("endpoint", "name", "region", "access-key", "secret-key"));
  private static final Pattern SHELL_DEFAULT = Pattern.compile("[A-Za-z_]\\w*:?-(.*)");
  private static final Pattern SHELL_VARIABLE = Pattern.compile("\\$([A-Za-z_]\\w*)");
  private static final List<String> MAIL = List.of("host", "port", "user", "password", "from");
  private static final List<String> WORDS = List.of("app", "environment", "release", "origins");

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      each.environment()
          .services()
          .forEach(
              (name, service) -> {
                var own = each.environment().variables(name).keySet();
                all(service.env(), own, each, mistakes, "services", name, "env");
                service
                    .build()
                    .ifPresent(
                        build ->
                            all(
                                build.env(),
                                build.env().keySet(),
                                each,
                                mistakes,
                                "services",
                                name,
                                "build",
                                "env"));
              });
      each.environment()
          .groups()
          .forEach((name, group) -> all(group, group.keySet(), each, mistakes, "groups", name));
    }
  }

  private static void all(
      Map<String, Variable> variables,
      Set<String> own,
      Resolution.Resolved each,
      Mistakes mistakes,
      Object... path) {
    variables.forEach(
        (variable, value) ->
            value
                .template()
                .ifPresent(
                    template -> {
                      var steps = Stream.concat(Stream.of(path), Stream.of(variable)).toArray();
                      template(template, each, own, Places.find(each.tree(), steps), mistakes);
                    }));
  }

  private static void template(
      Template template,
      Resolution.Resolved each,
      Set<String> own,
      Place place,
      Mistakes mistakes) {
    var shell = SHELL_VARIABLE.matcher(template.text().strip());
    if (shell.matches()) {
      mistakes.add(
          place,
          "SLIP-1020",
          template.text().strip() + " would reach the service as it stands: no shell reads it",
          own.contains(shell.group(1)) && !place.path().endsWith("." + shell.group(1))
              ? "write ${env." + shell.group(1) + "} for another variable of the service"
              : "remove it if Slipway gives it (as DATABASE_URL), or write { secret: true } and set"
                  + " it with slipway env set");
    }
    for (var reference : template.references()) {
      reference(reference, each.environment(), own)
          .ifPresent(
              hint ->
                  mistakes.add(
                      place,
                      "SLIP-1020",
                      "${" + Quote.shortened(reference) + "} refers to nothing",
                      hint));
    }
  }

  /** What to do about a reference that leads nowhere; empty if it leads somewhere. */
  private static Optional<String> reference(
      String reference, ResolvedEnvironment environment, Set<String> own) {
    var parts = reference.split("\\.", -1);
    if (parts.length == 1) {
      return WORDS.contains(reference)
          ? Optional.empty()
          : Optional.of(unknownWord(reference, own));
    }
    if (parts[0].equals("mail") && parts.length == 2) {
      return MAIL.contains(parts[1])
          ? Optional.empty()
          : Optional.of("mail has " + String.join(", ", MAIL));
    }
    if (parts[0].equals("env") && parts.length == 2) {
      return own.contains(parts[1]) || parts[1].equals("PORT")
          ? Optional.empty()
          : Optional.of(near(parts[1], own, "the service has no such variable"));
    }
    var properties = PROPERTIES.get(parts[0]);
    if (properties == null || parts.length != 3) {
      return Optional.of(
          "write it as in ${databases.main.url} or ${services.backend.url}; for a plain ${ write"
              + " $${");
    }
    var names = names(parts[0], environment);
    if (!names.contains(parts[1])) {
      return Optional.of(
          near(
              parts[1],
              names,
              parts[0] + " has " + (names.isEmpty() ? "nothing" : String.join(", ", names))));
    }
    return properties.contains(parts[2])
        ? Optional.empty()
        : Optional.of(near(parts[2], properties, "it has " + String.join(", ", properties)));
  }

  private static String unknownWord(String reference, Set<String> own) {
    if (own.contains(reference)) {
      return "write ${env." + reference + "} for another variable of the service";
    }
    var shell = SHELL_DEFAULT.matcher(reference);
    if (shell.matches()) {
      return "write "
          + shell.group(1)
          + " here, and what differs in an environment in environments.NAME.env";
    }
    return near(
        reference,
        WORDS,
        "write { secret: true } for a value that is set from outside by slipway env set,"
            + " ${databases.main.url} or ${env.NAME} for what Slipway knows, $${ for a plain ${");
  }

  private static Collection<String> names(String part, ResolvedEnvironment environment) {
    return switch (part) {
      case "services" -> environment.services().keySet();
      case "databases" -> environment.databases().keySet();
      case "redis" -> environment.redis().keySet();
      default -> environment.buckets().keySet();
    };
  }

  private static String near(String word, Collection<String> known, String otherwise) {
    return Suggestion.nearest(word, known)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElse(otherwise);
  }
}
