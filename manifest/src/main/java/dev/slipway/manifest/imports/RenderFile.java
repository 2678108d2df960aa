package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TreeException;
import dev.slipway.manifest.tree.YamlTree;
import java.util.List;
import java.util.Optional;

/** render.yaml: a blueprint of services, databases and groups of variables. */
final class RenderFile implements Importer {
  @Override
  public boolean reads(String fileName) {
    return fileName.matches("render(?:[.-][A-Za-z0-9_.-]+)?\\.ya?ml");
  }

  @Override
  public String kind() {
    return "render";
  }

  @Override
  public void read(String text, Import into) throws TreeException {
    var root = YamlTree.read(text, YamlTree.Anchors.EXPANDED, mistake -> {});
    open(root, into);
    section(root, into);
  }

  /** Names first, so that variables can point to what stands further down. */
  private static void open(Node node, Import into) {
    switch (node) {
      case Node.Mapping mapping -> {
        mapping
            .value("databases")
            .ifPresent(list -> names(list).forEach(name -> into.draft().open("databases", name)));
        mapping
            .value("services")
            .ifPresent(
                list -> {
                  if (list instanceof Node.Sequence services) {
                    services.items().forEach(service -> openService(service, into));
                  }
                });
        mapping.entries().values().forEach(entry -> open(entry.value(), into));
      }
      case Node.Sequence list -> list.items().forEach(item -> open(item, into));
      case Node.Scalar scalar -> {}
    }
  }

  private static void openService(Node service, Import into) {
    if (service instanceof Node.Mapping mapping) {
      mapping
          .value("name")
          .flatMap(Import::text)
          .map(Import::name)
          .ifPresent(
              name -> {
                if (RenderService.isRedis(mapping)) {
                  into.draft().open("redis", name);
                } else if (RenderService.isDatabase(mapping)) {
                  into.draft().open("databases", name);
                } else {
                  into.draft().open("services", name);
                }
              });
    }
  }

  private static List<String> names(Node list) {
    return list instanceof Node.Sequence sequence
        ? sequence.items().stream()
            .map(
                item ->
                    item instanceof Node.Mapping mapping
                        ? mapping.value("name").flatMap(Import::text)
                        : Optional.<String>empty())
            .flatMap(Optional::stream)
            .map(Import::name)
            .toList()
        : List.of();
  }

  private static void section(Node section, Import into) {
    into.each(
        section,
        (key, value) -> {
          switch (key) {
            case "services" -> into.items(value, service -> service(service, into));
            case "databases" -> into.items(value, database -> database(database, into));
            case "envVarGroups" -> into.items(value, group -> group(group, into));
            case "projects", "environments" -> into.items(value, each -> section(each, into));
            case "name" ->
                Import.text(value)
                    .map(Import::name)
                    .ifPresentOrElse(
                        name -> into.carry(value, name, "app"),
                        () -> into.note(value, "not a name"));
            case "previews", "previewsEnabled", "previewsExpireAfterDays" ->
                into.note(
                    value, "see preview in slipway.yaml: an environment for each pull request");
            default -> into.note(value, "Slipway has no such setting");
          }
        });
  }

  private static void service(Node service, Import into) {
    if (service instanceof Node.Mapping mapping && RenderService.isDatabase(mapping)) {
      database(service, into);
    } else {
      new RenderService(into).read(service);
    }
  }

  private static void database(Node database, Import into) {
    var name =
        database instanceof Node.Mapping mapping
            ? mapping.value("name").flatMap(Import::text).map(Import::name)
            : Optional.<String>empty();
    if (name.isEmpty()) {
      into.note(database, "a database without a name");
      return;
    }
    into.draft().open("databases", name.get());
    into.each(
        database,
        (key, value) -> {
          switch (key) {
            case "name", "type" -> into.carried(value, "databases", name.get());
            case "databaseName" ->
                Import.text(value)
                    .filter(Format.IDENTIFIER::matches)
                    .ifPresentOrElse(
                        text -> into.carry(value, text, "databases", name.get(), "name"),
                        () -> into.note(value, "not a PostgreSQL name"));
            case "postgresMajorVersion" ->
                Import.text(value)
                    .filter(text -> text.matches("1[2-8]"))
                    .ifPresentOrElse(
                        text ->
                            into.carry(
                                value, Integer.valueOf(text), "databases", name.get(), "version"),
                        () -> into.note(value, "a version that Slipway does not run"));
            case "user" ->
                into.note(value, "not needed: Slipway makes an owner with a password of its own");
            case "ipAllowList" ->
                into.note(value, "not needed: only the application's services reach it");
            default -> into.note(value, RenderService.reason(key));
          }
        });
  }

  private static void group(Node group, Import into) {
    var name =
        group instanceof Node.Mapping mapping
            ? mapping.value("name").flatMap(Import::text).map(Import::name)
            : Optional.<String>empty();
    if (name.isEmpty()) {
      into.note(group, "a group without a name");
      return;
    }
    into.draft().open("groups", name.get());
    into.each(
        group,
        (key, value) -> {
          switch (key) {
            case "name" -> into.carried(value, "groups", name.get());
            case "envVars" ->
                into.items(
                    value,
                    variable -> new RenderVariable(into, "").read(variable, "groups", name.get()));
            default -> into.note(value, RenderService.reason(key));
          }
        });
  }
}
