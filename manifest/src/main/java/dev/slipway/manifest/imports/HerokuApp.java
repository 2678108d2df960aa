package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.JsonTree;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TreeException;

/** app.json: an application's variables, add-ons and size on Heroku. */
final class HerokuApp implements Importer {
  @Override
  public boolean reads(String fileName) {
    return fileName.equals("app.json");
  }

  @Override
  public String kind() {
    return "app.json";
  }

  @Override
  public void read(String text, Import into) throws TreeException {
    var root = JsonTree.read(text);
    if (root instanceof Node.Mapping mapping && mapping.entries().containsKey("expo")) {
      into.note(root, "an Expo application, not a Heroku one");
      return;
    }
    into.each(
        root,
        (key, value) -> {
          switch (key) {
            case "name" ->
                Import.text(value)
                    .map(Import::name)
                    .ifPresentOrElse(
                        name -> into.carry(value, name, "app"),
                        () -> into.note(value, "not a name"));
            case "description" ->
                Import.text(value)
                    .ifPresentOrElse(
                        line -> into.carry(value, line.replaceAll("\\s+", " "), "description"),
                        () -> into.note(value, "nothing is said"));
            case "env" -> into.each(value, (variable, node) -> variable(variable, node, into));
            case "addons" -> into.items(value, addon -> addon(addon, into));
            case "formation" -> into.each(value, (process, node) -> formation(process, node, into));
            case "scripts" ->
                into.note(
                    value, "a first-time command: databases.NAME.seed, or prepare of a service");
            case "buildpacks", "stack" ->
                into.note(value, "not needed: what builds it is told from the folder");
            default -> into.note(value, "Slipway has no such setting");
          }
        });
  }

  private static void variable(String variable, Node node, Import into) {
    var variables = new VariableImport(into);
    var path = new String[] {"services", into.service(), "env"};
    if (!(node instanceof Node.Mapping mapping)) {
      variables.literal(node, variable, Import.text(node).orElse(""), path);
      return;
    }
    var value = mapping.value("value").flatMap(Import::text);
    if (mapping.value("generator").flatMap(Import::text).filter("secret"::equals).isPresent()) {
      variables.generated(node, variable, path);
    } else if (value.isPresent()) {
      variables.literal(node, variable, value.get(), path);
    } else {
      variables.secret(node, variable, path);
    }
    mapping
        .value("description")
        .flatMap(Import::text)
        .ifPresent(text -> into.draft().comment(text, "services", into.service(), "env", variable));
  }

  private static void addon(Node addon, Import into) {
    var plan =
        addon instanceof Node.Mapping mapping
            ? mapping.value("plan").flatMap(Import::text).orElse("")
            : Import.text(addon).orElse("");
    if (plan.startsWith("heroku-postgresql")) {
      var name = into.draft().names("databases").stream().findFirst().orElse("main");
      into.draft().open("databases", name);
      into.carried(addon, "databases", name);
    } else if (plan.matches("(?:heroku-redis|rediscloud|redistogo|upstash).*")) {
      var name = into.draft().names("redis").stream().findFirst().orElse("cache");
      into.draft().open("redis", name);
      into.carried(addon, "redis", name);
    } else {
      into.note(addon, "an add-on of Heroku: set its address with slipway env set");
    }
  }

  private static void formation(String process, Node node, Import into) {
    var service = process.equals("web") ? into.service() : Import.name(process);
    into.each(
        node,
        (key, value) -> {
          if (key.equals("quantity")
              && into.draft().has("services", service)
              && Import.text(value).orElse("").matches("\\d{1,2}")) {
            into.carry(
                value,
                Integer.valueOf(Import.text(value).orElse("1")),
                "services",
                service,
                "replicas");
          } else {
            into.note(value, "Heroku's sizes: say what it may use in resources");
          }
        });
  }
}
