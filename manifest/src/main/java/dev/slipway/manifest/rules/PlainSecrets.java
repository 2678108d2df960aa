package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Variable;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.Locale;
import java.util.regex.Pattern;

/** A secret that stands in the file is one no more. */
public final class PlainSecrets implements Rule {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:.*_)?(?:SECRET|SECRET_KEY|SECRET_KEY_BASE|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY|API_KEY|APIKEY|ACCESS_KEY|ACCESS_TOKEN|AUTH_TOKEN|ENCRYPTION_KEY|SERVICE_ROLE_KEY|SIGNING_KEY|MASTER_KEY|CLIENT_SECRET|WEBHOOK_SECRET|TOKEN|CREDENTIALS|SALT)");
  private static final Pattern URL_WITH_PASSWORD = Pattern.compile("://[^\\s/:@]*:([^\\s/@]+)@");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:AKIA[0-9A-Z]{16}|sk_live_[0-9a-zA-Z]{16,}|sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{30,}|glpat-[A-Za-z0-9_-]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|SG\\.[A-Za-z0-9_-]{16,}\\.|-----BEGIN"
              + " [A-Z ]*PRIVATE KEY-----|eyJ[A-Za-z0-9_-]{15,}\\.eyJ[A-Za-z0-9_-]{10,})");
  private static final Pattern SETTING =
      Pattern.compile("(?i)true|false|none|null|yes|no|on|off|\\d{1,6}|https?://[^@]*|/.*");

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      var tree = each.tree();
      each.environment()
          .services()
          .forEach(
              (name, service) -> {
                service
                    .env()
                    .forEach(
                        (variable, value) ->
                            check(
                                variable,
                                value,
                                Places.find(tree, "services", name, "env", variable),
                                mistakes));
                service
                    .build()
                    .ifPresent(
                        build ->
                            build
                                .env()
                                .forEach(
                                    (variable, value) ->
                                        check(
                                            variable,
                                            value,
                                            Places.find(
                                                tree, "services", name, "build", "env", variable),
                                            mistakes)));
                service
                    .start()
                    .ifPresent(
                        start -> {
                          if (isLeak(start)) {
                            tell(
                                "the command",
                                Places.find(tree, "services", name, "start"),
                                mistakes);
                          }
                        });
              });
      each.environment()
          .groups()
          .forEach(
              (name, group) ->
                  group.forEach(
                      (variable, value) ->
                          check(
                              variable,
                              value,
                              Places.find(tree, "groups", name, variable),
                              mistakes)));
    }
  }

  private static void check(String name, Variable variable, Place place, Mistakes mistakes) {
    if (variable.value().isPresent() && isPlainSecret(name, variable.value().get())) {
      tell(name, place, mistakes);
    }
  }

  /** Whether a variable of this name and value gives away a secret. */
  public static boolean isPlainSecret(String name, String value) {
    var text = value.strip();
    if (text.isEmpty()) {
      return false;
    }
    var secretName =
        NAME.matcher(name).matches()
            && !name.toUpperCase(Locale.ROOT).contains("PUBLIC")
            && !SETTING.matcher(text).matches()
            && !text.contains("${");
    return secretName || isLeak(text);
  }

  private static boolean isLeak(String text) {
    if (TOKEN.matcher(text).find()) {
      return true;
    }
    var url = URL_WITH_PASSWORD.matcher(text);
    return url.find() && !url.group(1).startsWith("$");
  }

  private static void tell(String what, Place place, Mistakes mistakes) {
    mistakes.add(
        place,
        "SLIP-1022",
        what + " has a secret in plain, which everybody with the code can read",
        "write { secret: true } and set it with slipway env set, or { generate: 48 } for a random"
            + " one; if it is in use, rotate it");
  }
}
