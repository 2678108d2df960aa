package dev.slipway.manifest.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with references in it: a dollar sign and a name in braces, as the reference file shows. A
 * second dollar sign before the first makes it plain text.
 *
 * <p>What can be referred to: app, environment, release, origins (every address people see, with
 * commas), services.X.url, internal-url, host, port; databases.X.url, direct-url, host, port, name,
 * user, password, schema; redis.X.url, host, port, password; buckets.X.endpoint, name, region,
 * access-key, secret-key; mail.host, port, user, password, from; and env.NAME, another variable of
 * the service.
 */
public record Template(String text) {
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{([^}]*)}");

  /** The references in the order they stand, such as {@code databases.main.url}. */
  public List<String> references() {
    var found = new ArrayList<String>();
    var match = REFERENCE.matcher(text);
    while (match.find()) {
      found.add(match.group(1).strip());
    }
    return found;
  }

  public boolean isPlain() {
    return references().isEmpty();
  }

  /** The text with each reference replaced; empty if one has no value. */
  public Optional<String> render(Function<String, Optional<String>> values) {
    var out = new StringBuilder();
    var match = REFERENCE.matcher(text);
    while (match.find()) {
      var value = values.apply(match.group(1).strip());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      match.appendReplacement(out, Matcher.quoteReplacement(value.get()));
    }
    match.appendTail(out);
    return Optional.of(out.toString().replace("$${", "${"));
  }

  /** The text as a template that renders to exactly this text. */
  public static Template literally(String text) {
    return new Template(text.replace("${", "$${"));
  }
}
