package dev.slipway.manifest.binding;

import dev.slipway.kit.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A type of a few words: the constants of an enum, in small letters with hyphens. */
final class Words {
  /** What people who come from elsewhere write. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("letsencrypt", "acme"),
          Map.entry("lets-encrypt", "acme"),
          Map.entry("postgres", "postgresql"),
          Map.entry("pg", "postgresql"),
          Map.entry("cockroach", "cockroachdb"),
          Map.entry("recreate", "stop-first"),
          Map.entry("cron", "job"),
          Map.entry("site", "static"),
          Map.entry("spa", "static"),
          Map.entry("server", "web"),
          Map.entry("api", "web"),
          Map.entry("http", "web"),
          Map.entry("background", "worker"),
          Map.entry("queue", "worker"),
          Map.entry("container", "docker"),
          Map.entry("k8s", "kubernetes"),
          Map.entry("anonymised", "masked"),
          Map.entry("anonymized", "masked"),
          Map.entry("production", "{ kind: masked, from: production }"),
          Map.entry("prod", "{ kind: masked, from: prod }"),
          Map.entry("staging", "{ kind: copy, from: staging }"));

  /** Databases that Slipway has no server for. */
  private static final Set<String> ELSEWHERE =
      Set.of("mysql", "mariadb", "mongodb", "mongo", "sqlite", "mssql", "sqlserver", "oracle");

  private Words() {}

  static ScalarType<Object> of(Class<?> type) {
    var constants = type.getEnumConstants();
    var words = Arrays.stream(constants).map(Words::of).toList();
    return new ScalarType<>(
        "one of " + String.join(", ", words),
        words.getFirst(),
        text -> {
          var index = words.indexOf(text);
          return index < 0 ? Optional.empty() : Optional.of(constants[index]);
        },
        text -> meant(text.toLowerCase(Locale.ROOT).replace('_', '-'), words),
        List.of("string"),
        Map.of("enum", words));
  }

  private static Optional<String> meant(String text, List<String> words) {
    if (ELSEWHERE.contains(text) && words.contains("postgresql")) {
      return Optional.of(
          "postgresql if it can be one; "
              + text
              + " is not run here: leave it where it is, remove this, and give services its URL by"
              + " env: { DATABASE_URL: { secret: true } }");
    }
    return Optional.ofNullable(SYNONYMS.get(text))
        .filter(
            meant -> words.contains(meant) || (meant.startsWith("{") && words.contains("masked")))
        .or(() -> Suggestion.nearest(text, words));
  }

  static String of(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
