package dev.slipway.manifest.resolved;

import dev.slipway.manifest.model.Variable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables of a service, from the most general to its own. */
final class Variables {
  private Variables() {}

  static Map<String, Variable> of(ResolvedEnvironment environment, String name) {
    var service = environment.services().get(name);
    if (service == null) {
      throw new IllegalArgumentException(name + " does not run in " + environment.name());
    }
    var all = new LinkedHashMap<String, Variable>();
    service.databases().forEach(database -> addDatabase(environment, database, all));
    service.redis().forEach(redis -> addRedis(environment, redis, all));
    service.buckets().forEach(bucket -> addBucket(environment, bucket, all));
    environment.mail().ifPresent(mail -> addMail(mail.user(), all));
    service.groups().stream()
        .map(group -> environment.groups().getOrDefault(group, Map.of()))
        .forEach(all::putAll);
    all.putAll(service.env());
    return all;
  }

  private static void addDatabase(
      ResolvedEnvironment environment, String name, Map<String, Variable> all) {
    var database = environment.databases().get(name);
    if (database == null) {
      return;
    }
    var reference = "databases." + name;
    database
        .variable()
        .ifPresent(
            variable ->
                all.put(
                    variable, database.external() ? secret() : text("${" + reference + ".url}")));
    database
        .directVariable()
        .ifPresent(
            variable ->
                all.put(
                    variable,
                    database.external() ? secret() : text("${" + reference + ".direct-url}")));
  }

  private static void addRedis(
      ResolvedEnvironment environment, String name, Map<String, Variable> all) {
    var redis = environment.redis().get(name);
    if (redis != null) {
      redis
          .variable()
          .ifPresent(
              variable ->
                  all.put(
                      variable, redis.external() ? secret() : text("${redis." + name + ".url}")));
    }
  }

  private static void addBucket(
      ResolvedEnvironment environment, String name, Map<String, Variable> all) {
    var bucket = environment.buckets().get(name);
    if (bucket == null) {
      return;
    }
    for (var property : new String[] {"bucket", "endpoint", "region", "access-key", "secret-key"}) {
      var variable = bucket.prefix() + "_" + property.toUpperCase(Locale.ROOT).replace('-', '_');
      var reference = property.equals("bucket") ? "name" : property;
      all.put(
          variable,
          bucket.external() ? secret() : text("${buckets." + name + "." + reference + "}"));
    }
  }

  private static void addMail(Optional<String> user, Map<String, Variable> all) {
    all.put("SMTP_HOST", text("${mail.host}"));
    all.put("SMTP_PORT", text("${mail.port}"));
    all.put("SMTP_FROM", text("${mail.from}"));
    if (user.isPresent()) {
      all.put("SMTP_USER", text("${mail.user}"));
      all.put("SMTP_PASSWORD", secret());
    }
  }

  private static Variable text(String template) {
    return new Variable(Optional.of(template), false, Optional.empty(), Optional.empty(), true);
  }

  private static Variable secret() {
    return new Variable(Optional.empty(), true, Optional.empty(), Optional.empty(), true);
  }
}
