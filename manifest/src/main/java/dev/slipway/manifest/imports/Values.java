package dev.slipway.manifest.imports;

import dev.slipway.manifest.model.Template;
import dev.slipway.manifest.rules.PlainSecrets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns a foreign value of a variable into one of ours: a text, a reference, or a secret. */
final class Values {
  private static final Pattern URL =
      Pattern.compile(
          "(?s)((?:jdbc:)?[a-z][a-z0-9+.-]*)://(?:([^/@\\s]*)@)?([A-Za-z0-9_.-]+)(?::(\\d+|\\$\\{[^}]*}))?(/[^\\s]*)?");
  private static final Pattern ONE_REFERENCE =
      Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::?\\?[^}]*)?}|\\$[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern DATABASE_ADDRESS =
      Pattern.compile(
          "(?:.*_)?(?:DATABASE|POSTGRES|POSTGRESQL|PG|DB)_?(?:PRISMA_)?(?:URL|URI|DSN)");
  private static final Pattern REDIS_ADDRESS = Pattern.compile("(?:.*_)?REDIS_?(?:URL|URI|DSN)");
  private static final Pattern PART =
      Pattern.compile(
          "(?i)(?:.*_)?(?:POSTGRES|POSTGRESQL|PG|DB|DATABASE|SQL|TYPEORM|REDIS)_?(?:SERVER_?)?(HOST|HOSTNAME|SERVER|PORT|USER|USERNAME|PASSWORD|PASS|PWD|NAME|DATABASE|DB)");

  /** What a variable is in the draft, and why its value isn't, if it isn't. */
  record Value(Object written, Optional<String> note) {}

  private Values() {}

  static Value of(String name, String foreign, Known known) {
    var reference = address(foreign, known).or(() -> part(name, foreign, known));
    if (reference.isPresent()) {
      return new Value(reference.get(), Optional.empty());
    }
    var result = Interpolation.of(foreign);
    var whole = result.isComplete() ? Optional.<String>empty() : only(name, foreign, known);
    if (whole.isPresent()) {
      return new Value(whole.get(), Optional.empty());
    }
    if (!result.isComplete()) {
      return new Value(Map.of("secret", true), Optional.empty());
    }
    return literal(name, result.text());
  }

  /** DATABASE_URL: ${DATABASE_URL} means the only database that there is. */
  private static Optional<String> only(String name, String foreign, Known known) {
    if (!ONE_REFERENCE.matcher(foreign.strip()).matches()) {
      return Optional.empty();
    }
    if (DATABASE_ADDRESS.matcher(name).matches() && known.databases().size() == 1) {
      return Optional.of("${databases." + known.databases().iterator().next() + ".url}");
    }
    return REDIS_ADDRESS.matcher(name).matches() && known.redis().size() == 1
        ? Optional.of("${redis." + known.redis().iterator().next() + ".url}")
        : Optional.empty();
  }

  /** Whether it is the address of a PostgreSQL server on the machine of whoever wrote it. */
  static boolean isDatabaseAtHome(String foreign) {
    var match = URL.matcher(foreign.strip());
    return match.matches() && isSql(match.group(1)) && isAtHome(match.group(3));
  }

  /** Whether it is the address of a Redis server on the machine of whoever wrote it. */
  static boolean isRedisAtHome(String foreign) {
    var match = URL.matcher(foreign.strip());
    return match.matches() && match.group(1).startsWith("redis") && isAtHome(match.group(3));
  }

  private static boolean isAtHome(String host) {
    return !host.contains(".") || host.equals("127.0.0.1") || host.equals("0.0.0.0");
  }

  /** The same address with another host: the name of a server that the draft has. */
  static String withHost(String foreign, String host) {
    var match = URL.matcher(foreign.strip());
    return match.matches()
        ? match.group(1) + "://" + host + (match.group(5) == null ? "" : match.group(5))
        : foreign;
  }

  /** A value that means itself, unless it is a secret: then it isn't written. */
  static Value literal(String name, String text) {
    if (PlainSecrets.isPlainSecret(name, text)) {
      return new Value(
          Map.of("secret", true),
          Optional.of("a secret, whose value is not written: slipway env set " + name));
    }
    return new Value(Template.literally(text).text(), Optional.empty());
  }

  /** A URL of a database, Redis server or service that the draft has. */
  static Optional<String> address(String foreign, Known known) {
    var match = URL.matcher(foreign.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var scheme = match.group(1);
    var host = Import.name(match.group(3));
    var rest = Interpolation.of(match.group(5) == null ? "" : match.group(5)).text();
    if (isSql(scheme) && known.databases().contains(host)) {
      return Optional.of(databaseUrl(scheme, host, rest));
    }
    if (scheme.startsWith("redis") && known.redis().contains(host)) {
      return Optional.of(
          rest.isEmpty() || rest.equals("/")
              ? "${redis." + host + ".url}"
              : scheme
                  + "://:${redis."
                  + host
                  + ".password}@${redis."
                  + host
                  + ".host}:${redis."
                  + host
                  + ".port}"
                  + Template.literally(rest).text());
    }
    return scheme.startsWith("http") && known.services().contains(host)
        ? Optional.of("${services." + host + ".internal-url}" + Template.literally(rest).text())
        : Optional.empty();
  }

  private static boolean isSql(String scheme) {
    return scheme.contains("postgres")
        || scheme.startsWith("psql")
        || scheme.startsWith("cockroach")
        || scheme.startsWith("postgis");
  }

  private static String databaseUrl(String scheme, String name, String rest) {
    var query = rest.contains("?") ? rest.substring(rest.indexOf('?')) : "";
    var reference = "databases." + name;
    if (query.isEmpty() && (scheme.equals("postgres") || scheme.equals("postgresql"))) {
      return "${" + reference + ".url}";
    }
    var login =
        scheme.startsWith("jdbc:")
            ? ""
            : "${" + reference + ".user}:${" + reference + ".password}@";
    return scheme
        + "://"
        + login
        + "${"
        + reference
        + ".host}:${"
        + reference
        + ".port}/${"
        + reference
        + ".name}"
        + Template.literally(query).text();
  }

  /** POSTGRES_HOST: db, DB_PASSWORD: ${...}: the parts of an address, one by one. */
  private static Optional<String> part(String name, String foreign, Known known) {
    var match = PART.matcher(name);
    var isRedis = name.toUpperCase(Locale.ROOT).contains("REDIS");
    var servers = isRedis ? known.redis() : known.databases();
    var value = Interpolation.of(foreign).text();
    var isHost =
        servers.contains(value)
            || (match.matches() && match.group(1).toUpperCase(Locale.ROOT).startsWith("HOST"));
    if (servers.contains(value)
        && (match.matches() || name.toUpperCase(Locale.ROOT).endsWith("HOST"))) {
      return Optional.of(property(isRedis, value, "host"));
    }
    if (!match.matches() || servers.size() != 1 || isHost) {
      return Optional.empty();
    }
    var server = servers.iterator().next();
    return switch (match.group(1).toUpperCase(Locale.ROOT)) {
      case "PORT" -> Optional.of(property(isRedis, server, "port"));
      case "USER", "USERNAME" ->
          isRedis ? Optional.empty() : Optional.of(property(false, server, "user"));
      case "PASSWORD", "PASS", "PWD" -> Optional.of(property(isRedis, server, "password"));
      case "NAME", "DATABASE", "DB" ->
          isRedis ? Optional.empty() : Optional.of(property(false, server, "name"));
      default -> Optional.empty();
    };
  }

  private static String property(boolean isRedis, String server, String property) {
    return "${" + (isRedis ? "redis." : "databases.") + server + "." + property + "}";
  }
}
