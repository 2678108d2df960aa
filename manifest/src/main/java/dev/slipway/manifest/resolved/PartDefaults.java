package dev.slipway.manifest.resolved;

import dev.slipway.manifest.binding.Shapes;
import dev.slipway.manifest.model.Backup;
import dev.slipway.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the parts of an application are when they don't say so, which depends on each other. */
final class PartDefaults {
  private final Node.Mapping environment;
  private final Context context;

  private PartDefaults(Node.Mapping environment, Context context) {
    this.environment = environment;
    this.context = context;
  }

  static Node.Mapping applied(Node.Mapping parts, Node.Mapping environment, Context context) {
    return new PartDefaults(environment, context).applied(parts);
  }

  private Node.Mapping applied(Node.Mapping parts) {
    var databases = Nodes.mapping(parts, "databases");
    var redis = Nodes.mapping(parts, "redis");
    var buckets = Nodes.mapping(parts, "buckets");
    var services = running(Nodes.mapping(parts, "services"));
    var ready =
        Nodes.each(
            services,
            (name, service) ->
                service(
                    service,
                    databases.entries().keySet(),
                    redis.entries().keySet(),
                    buckets.entries().keySet()));
    var main = mainService(ready);
    return parts
        .with("services", ready)
        .with(
            "databases",
            Nodes.each(databases, (name, each) -> database(name, each, databases, main)))
        .with("redis", Nodes.each(redis, (name, each) -> redis(name, each, redis)))
        .with(
            "jobs",
            running(Nodes.each(Nodes.mapping(parts, "jobs"), (name, job) -> orMain(job, main))))
        .with("probes", running(Nodes.mapping(parts, "probes")))
        .with(
            "checks",
            running(
                Nodes.each(
                    Nodes.mapping(parts, "checks"),
                    (name, check) -> check(check, main, databases))));
  }

  private Node.Mapping service(
      Node.Mapping service, Set<String> databases, Set<String> redis, Set<String> buckets) {
    var kind =
        Nodes.orElse(service, "kind", service.entries().containsKey("publish") ? "static" : "web");
    var isStatic = Nodes.text(kind, "kind", "web").equals("static");
    var used =
        isStatic
            ? kind
            : Nodes.orElse(
                Nodes.orElse(Nodes.orElse(kind, "databases", databases), "redis", redis),
                "buckets",
                buckets);
    var placed = Nodes.orElse(used, "target", Nodes.text(environment, "target", "process"));
    return withEnvironmentVariables(withHealth(placed));
  }

  /** Health means something else for a site, and for what answers nobody. */
  private static Node.Mapping withHealth(Node.Mapping service) {
    if (service.value("health").filter(node -> !(node instanceof Node.Mapping)).isPresent()) {
      return service;
    }
    var health = Nodes.mapping(service, "health");
    return switch (Nodes.text(service, "kind", "web")) {
      case "static" -> service.with("health", Nodes.orElse(health, "path", "/"));
      case "worker", "job" ->
          service.with(
              "health",
              health.entries().containsKey("command")
                  ? Nodes.orElse(health, "kind", "command")
                  : Nodes.orElse(health, "kind", "alive"));
      default ->
          health.entries().containsKey("command")
              ? service.with("health", Nodes.orElse(health, "kind", "command"))
              : service;
    };
  }

  /** An environment's variables win over what the service says for everywhere, not for here. */
  private Node.Mapping withEnvironmentVariables(Node.Mapping service) {
    var here = Nodes.mapping(environment, "env");
    if (here.entries().isEmpty()) {
      return service;
    }
    var variables = new LinkedHashMap<>(Nodes.mapping(service, "env").entries());
    here.entries()
        .forEach(
            (name, entry) -> {
              var written = variables.get(name);
              var isPreviewsOwn = entry.value().place().path().startsWith("preview.");
              if (written == null || isPreviewsOwn || !isWrittenHere(written.value())) {
                variables.put(name, entry);
              }
            });
    var place = Nodes.mapping(service, "env").place();
    return service.with("env", new Node.Mapping(place, variables));
  }

  private boolean isWrittenHere(Node node) {
    return node.place().path().startsWith("environments." + context.basedOn() + ".");
  }

  private Node.Mapping database(
      String name, Node.Mapping database, Node.Mapping all, Optional<String> main) {
    var isFirst = all.entries().keySet().stream().findFirst().equals(Optional.of(name));
    var named =
        Nodes.orElse(
            database,
            "name",
            isFirst ? sqlName(context.app()) : sqlName(context.app() + "_" + name));
    var found =
        Nodes.orElse(named, "variable", isFirst ? "DATABASE_URL" : prefix(name) + "_DATABASE_URL");
    return withBackup(withMigrationService(found, main));
  }

  /** The environment's word on backups stands between what a database says in general and here. */
  private Node.Mapping withBackup(Node.Mapping database) {
    if (!(environment.value("backup").orElse(null) instanceof Node.Mapping here)) {
      return database;
    }
    var shape = Shapes.of(Backup.class);
    var said = Nodes.mapping(database, "backup");
    var isSaidHere = isWrittenHere(said);
    var merged = isSaidHere ? shape.merge(here, said) : shape.merge(said, here);
    return database.with("backup", merged);
  }

  private static Node.Mapping withMigrationService(Node.Mapping database, Optional<String> main) {
    return database.value("migrations").orElse(null) instanceof Node.Mapping migrations
        ? database.with("migrations", orMain(migrations, main))
        : database;
  }

  private static Node.Mapping redis(String name, Node.Mapping redis, Node.Mapping all) {
    var isFirst = all.entries().keySet().stream().findFirst().equals(Optional.of(name));
    return Nodes.orElse(redis, "variable", isFirst ? "REDIS_URL" : prefix(name) + "_REDIS_URL");
  }

  private static Node.Mapping check(
      Node.Mapping check, Optional<String> main, Node.Mapping databases) {
    var first = databases.entries().keySet().stream().findFirst();
    var asked = orMain(check, main);
    return first.map(name -> Nodes.orElse(asked, "database", name)).orElse(asked);
  }

  private static Node.Mapping orMain(Node.Mapping part, Optional<String> main) {
    return main.map(name -> Nodes.orElse(part, "service", name)).orElse(part);
  }

  private static Optional<String> mainService(Node.Mapping services) {
    return services.entries().entrySet().stream()
        .filter(entry -> isReachableWeb(entry.getValue().value()))
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .or(() -> services.entries().keySet().stream().findFirst());
  }

  private static boolean isReachableWeb(Node node) {
    return node instanceof Node.Mapping service
        && Nodes.text(service, "kind", "web").equals("web")
        && Nodes.text(service, "reachable", "true").equals("true");
  }

  /** The parts that run in this environment. */
  private Node.Mapping running(Node.Mapping parts) {
    var here = new LinkedHashMap<String, Node.Entry>();
    parts
        .entries()
        .forEach(
            (name, entry) -> {
              if (runsHere(entry.value())) {
                here.put(name, entry);
              }
            });
    return new Node.Mapping(parts.place(), here);
  }

  private boolean runsHere(Node part) {
    if (!(part instanceof Node.Mapping mapping)
        || !(mapping.value("only").orElse(null) instanceof Node.Sequence only)
        || only.items().isEmpty()) {
      return true;
    }
    return only.items().stream()
        .anyMatch(
            item ->
                item instanceof Node.Scalar scalar
                    && List.of(scalar.text()).contains(context.basedOn()));
  }

  private static String sqlName(String name) {
    return name.replace('-', '_');
  }

  private static String prefix(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
