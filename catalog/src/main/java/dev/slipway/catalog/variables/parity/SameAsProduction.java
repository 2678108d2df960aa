package dev.slipway.catalog.variables.parity;

import dev.slipway.catalog.variables.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A value that points two environments at one thing, and what would come of it. */
final class SameAsProduction {
  private static final Pattern POINTS_SOMEWHERE =
      Pattern.compile(
          "(^|_)(HOST|URL|URI|DSN|ENDPOINT|BUCKET|DATABASE|DB|QUEUE|TOPIC|SERVER|BROKERS?|INDEX|ACCOUNT|SITE|DOMAIN)(_|$)");
  private static final Pattern DATABASE =
      Pattern.compile("(^|_)(DATABASE|DIRECT|POSTGRES(QL)?|PG|DB|MYSQL|MONGO(DB)?|SUPABASE)(_|$)");
  private static final Pattern DATABASE_ADDRESS =
      Pattern.compile("^(postgres(ql)?|cockroachdb|mysql|mongodb(\\+srv)?|jdbc:[a-z]+)://.*");

  private SameAsProduction() {}

  static Optional<Finding> of(String name, Value here, Value production, String environment) {
    var upper = name.toUpperCase(Locale.ROOT);
    var one = text(here);
    var other = text(production);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    if (sameDatabase(one, other)) {
      return Optional.of(
          Finding.error("production's database: " + environment + " would change real data"));
    }
    var secret = here instanceof Value.Secret || here instanceof Value.Reference;
    var points = secret || POINTS_SOMEWHERE.matcher(upper).find() || one.contains("://");
    if (!one.equals(other) || !points || isHarmless(one)) {
      return Optional.empty();
    }
    return Optional.of(Finding.warning("same as production: " + consequence(upper, environment)));
  }

  /** The same host and database, whoever logs in to it and with whatever options. */
  private static boolean sameDatabase(String one, String other) {
    if (!DATABASE_ADDRESS.matcher(one).matches() || !DATABASE_ADDRESS.matcher(other).matches()) {
      return false;
    }
    return database(one).equals(database(other));
  }

  private static String database(String address) {
    var bare = address.replaceFirst("^[^/]*//", "").replaceFirst("^[^/]*@", "");
    return bare.replaceFirst("[?#].*$", "")
        .replaceFirst(":5432(?=/|$)", "")
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isHarmless(String text) {
    return text.matches("(?i)true|false|on|off|yes|no|none|\\d{1,6}|localhost|127\\.0\\.0\\.1");
  }

  private static String consequence(String upper, String environment) {
    if (upper.matches(".*(SMTP|MAIL|SENDGRID|BREVO|MAILGUN|POSTMARK).*")) {
      return environment + " can send real mail";
    }
    if (upper.matches(".*(STRIPE|PAYPAL|PAYMENT|ADYEN|BRAINTREE).*")) {
      return environment + " can charge real customers";
    }
    if (upper.matches(".*(S3|BUCKET|CLOUDINARY|STORAGE|UPLOAD).*")) {
      return environment + " can change production's files";
    }
    if (DATABASE.matcher(upper).find()) {
      return environment + " may reach production's data";
    }
    if (upper.matches(".*REDIS.*|.*(QUEUE|TOPIC|BROKER|RABBIT|KAFKA).*")) {
      return environment + " would take production's jobs";
    }
    if (upper.matches(".*(TWILIO|SMS|SLACK|WEBHOOK|TWITTER).*")) {
      return environment + " can send real messages";
    }
    if (upper.matches(".*(SECRET|KEY|TOKEN|PASSWORD|SALT).*")) {
      return "what leaks in " + environment + " opens production";
    }
    return "both use one and the same";
  }

  static String text(Value value) {
    return switch (value) {
      case Value.Plain plain -> plain.text();
      case Value.Secret secret -> secret.value().reveal();
      case Value.Reference reference -> reference.shown();
    };
  }
}
