package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/** A service of a compose file that Slipway runs as a database, Redis server or bucket. */
final class ComposeServer {
  private final Import into;
  private final String name;

  ComposeServer(Import into, String name) {
    this.into = into;
    this.name = name;
  }

  void database(Node service) {
    into.draft().open("databases", name);
    into.each(
        service,
        (key, value) -> {
          switch (key) {
            case "image" -> databaseImage(value);
            case "environment" -> ComposeVariables.read(value, into, this::databaseVariable);
            case "volumes" -> into.items(value, this::databaseVolume);
            case "command" ->
                into.note(
                    value, "settings of the server belong to databases." + name + ".settings");
            case "build" ->
                into.note(
                    value,
                    "a server that Slipway runs itself is not built: what its Dockerfile adds"
                        + " belongs to databases."
                        + name
                        + ".extensions, .settings and .init");
            default -> server(key, value, "database");
          }
        });
  }

  private void databaseImage(Node image) {
    var text = Import.text(image).orElse("");
    if (Images.role(text) != Images.Role.DATABASE) {
      into.note(image, "the name of an image that is built: Slipway runs PostgreSQL itself");
      return;
    }
    if (text.contains("cockroach")) {
      into.carry(image, "cockroachdb", "databases", name, "engine");
      return;
    }
    Images.version(text, 12, 18)
        .ifPresentOrElse(
            version -> into.carry(image, version, "databases", name, "version"),
            () -> into.carried(image, "databases", name));
    if (text.contains("vector")) {
      into.draft().add("vector", "databases", name, "extensions");
    } else if (text.contains("postgis")) {
      into.draft().add("postgis", "databases", name, "extensions");
    } else if (text.contains("timescale")) {
      into.draft().add("timescaledb", "databases", name, "extensions");
    }
  }

  private void databaseVariable(String variable, Node node, Optional<String> value) {
    switch (variable) {
      case "POSTGRES_DB", "POSTGRESQL_DATABASE" ->
          value
              .map(text -> Interpolation.of(text).text())
              .filter(Format.IDENTIFIER::matches)
              .ifPresentOrElse(
                  database -> into.carry(node, database, "databases", name, "name"),
                  () ->
                      into.note(
                          node,
                          "the name comes from outside; Slipway names the database after the"
                              + " application"));
      case "POSTGRES_USER",
          "POSTGRESQL_USERNAME",
          "POSTGRES_PASSWORD",
          "POSTGRESQL_PASSWORD",
          "POSTGRES_PASSWORD_FILE" ->
          into.note(node, "not needed: Slipway makes an owner with a password of its own");
      case "PGDATA" -> into.note(node, "not needed: Slipway keeps the data directory");
      default ->
          into.note(node, "a setting of the image; see databases." + name + ".settings and .init");
    }
  }

  private void databaseVolume(Node volume) {
    var text = Import.text(volume).orElse("");
    if (!text.contains("/docker-entrypoint-initdb.d")) {
      into.note(volume, "not needed: Slipway keeps the data directory");
      return;
    }
    var file = Interpolation.of(text.split(":", 2)[0]).text();
    into.inside(file)
        .filter(path -> path.endsWith(".sql"))
        .ifPresentOrElse(
            path -> {
              into.draft().add(path, "databases", name, "init");
              into.carried(volume, "databases", name, "init");
            },
            () -> into.note(volume, "name its SQL files in databases." + name + ".init"));
  }

  void redis(Node service) {
    into.draft().open("redis", name);
    into.each(
        service,
        (key, value) -> {
          switch (key) {
            case "image" ->
                Images.version(Import.text(value).orElse(""), 5, 8)
                    .ifPresentOrElse(
                        version -> into.carry(value, version, "redis", name, "version"),
                        () -> into.carried(value, "redis", name));
            case "command" -> redisCommand(value);
            case "volumes" ->
                into.note(value, "not needed: Slipway keeps the data (redis." + name + ".persist)");
            case "environment" ->
                into.note(value, "not needed: Slipway gives each server a password of its own");
            default -> server(key, value, "Redis server");
          }
        });
  }

  private void redisCommand(Node command) {
    var line = Commands.line(command).orElse("");
    var memory = Pattern.compile("--maxmemory['\\s]+([0-9]+[a-z]*)").matcher(line);
    var policy = Pattern.compile("--maxmemory-policy['\\s]+([a-z-]+)").matcher(line);
    var hasMemory = memory.find();
    var hasPolicy = policy.find();
    if (hasMemory) {
      Commands.size(memory.group(1))
          .ifPresent(size -> into.draft().put(size, "redis", name, "memory"));
    }
    if (hasPolicy) {
      into.draft().put(policy.group(1), "redis", name, "policy");
    }
    if (hasMemory || hasPolicy) {
      into.carried(command, "redis", name);
    } else {
      into.note(command, "Slipway starts the server: password and persistence by redis." + name);
    }
  }

  void bucket(Node service) {
    into.draft().open("buckets", name);
    into.each(
        service,
        (key, value) -> {
          switch (key) {
            case "image" -> into.carried(value, "buckets", name);
            case "environment" ->
                into.note(
                    value,
                    "not needed: Slipway makes keys of its own and hands them to services as S3_*");
            case "volumes" -> into.note(value, "not needed: Slipway keeps the objects");
            case "command" -> into.note(value, "Slipway starts the storage itself");
            default -> server(key, value, "storage");
          }
        });
  }

  /** What is the same for every server that Slipway runs itself. */
  private void server(String key, Node value, String sort) {
    into.note(
        value,
        switch (key) {
          case "healthcheck" -> "not needed: Slipway knows when the " + sort + " is ready";
          case "ports", "expose" -> "not needed: services get its address as a variable";
          case "restart" -> "not needed: it is always started again";
          default -> ComposeReasons.of(key);
        });
  }
}
