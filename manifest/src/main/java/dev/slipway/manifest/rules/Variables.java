package dev.slipway.manifest.rules;

import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Quote;
import dev.slipway.manifest.model.Template;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The references in values lead somewhere. */
final class Variables implements Rule {
  private static final Map<String, List<String>> PROPERTIES =
      Map.of(
          "services", List.of("url", "internal-url", "host", "port"),
          "databases",
              List.of("url", "direct-url", "host", "port", "name", "user", "password", "schema"),
          "redis", List.of("url", "host", "port", "password"),
          "buckets", List.of("endpoint", "name", "region", "access-key", "secret-key"));
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
                service
                    .env()
                    .forEach(
                        (variable, value) ->
                            value
                                .template()
                                .ifPresent(
                                    template ->
                                        template(
                                            template,
                                            each,
                                            own,
                                            Places.find(
                                                each.tree(), "services", name, "env", variable),
                                            mistakes)));
              });
      each.environment()
          .groups()
          .forEach(
              (name, group) ->
                  group.forEach(
                      (variable, value) ->
                          value
                              .template()
                              .ifPresent(
                                  template ->
                                      template(
                                          template,
                                          each,
                                          group.keySet(),
                                          Places.find(each.tree(), "groups", name, variable),
                                          mistakes))));
    }
  }

  private static void template(
      Template template,
      Resolution.Resolved each,
      Set<String> own,
      Place place,
      Mistakes mistakes) {
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
    return own.contains(reference)
        ? "write ${env." + reference + "} for another variable of the service"
        : near(
            reference,
            WORDS,
            "write it as in ${databases.main.url}, ${env.NAME} for another variable of the service,"
                + " or $${ for a plain ${");
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
