package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.Quote;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.regex.Pattern;

/** Origins that browsers would refuse: a trailing slash, no scheme. */
final class Origins implements Rule {
  private static final Pattern NAME = Pattern.compile(".*(?:CORS|ORIGINS?)(?:_.*)?$");

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      each.environment()
          .services()
          .forEach(
              (name, service) ->
                  service
                      .env()
                      .forEach(
                          (variable, value) ->
                              value
                                  .value()
                                  .filter(text -> NAME.matcher(variable).matches())
                                  .ifPresent(
                                      text ->
                                          origins(
                                              text,
                                              Places.find(
                                                  each.tree(), "services", name, "env", variable),
                                              mistakes))));
    }
  }

  private static void origins(String text, Place place, Mistakes mistakes) {
    for (var part : text.split(",", -1)) {
      var origin = part.strip();
      if (origin.isEmpty() || origin.contains("${") || origin.equals("*")) {
        continue;
      }
      if (origin.matches("https?://[^/\\s]+/.*")) {
        mistakes.add(
            place,
            "SLIP-1028",
            "the origin "
                + Quote.shortened(origin)
                + " has a path or a trailing slash: browsers will refuse it",
            "write " + origin.replaceFirst("^(https?://[^/]+)/.*$", "$1"));
      } else if (origin.matches("(?:[a-z0-9*-]+\\.)+[a-z]{2,}(?::\\d+)?/?")
          || origin.matches("localhost(?::\\d+)?/?")) {
        mistakes.add(
            place,
            "SLIP-1028",
            "the origin " + Quote.shortened(origin) + " has no scheme: browsers will refuse it",
            "write https://" + origin.replaceFirst("/$", ""));
      }
    }
  }
}
