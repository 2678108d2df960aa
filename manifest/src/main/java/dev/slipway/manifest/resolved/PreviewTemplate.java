package dev.slipway.manifest.resolved;

import dev.slipway.manifest.model.DataSourceKind;
import dev.slipway.manifest.model.Preview;
import dev.slipway.manifest.model.PreviewData;
import dev.slipway.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a preview is, written as an environment: the settings of the environment it is based on,
 * without what belongs to that one alone, and with databases of its own.
 */
final class PreviewTemplate {
  /** Its hosts, certificate, promises to browsers, people and backups are not the preview's. */
  private static final List<String> NOT_TAKEN_OVER =
      List.of(
          "trigger",
          "production",
          "domains",
          "certificate",
          "https",
          "promote",
          "approvals",
          "freeze",
          "backup");

  private static final Map<String, String> NO_BACKUP =
      Map.of("every", "never", "drill", "never", "point-in-time", "false");

  private final Preview preview;
  private final Node.Mapping databases;

  /**
   * @param databases the application's, by their names
   */
  PreviewTemplate(Preview preview, Node.Mapping databases) {
    this.preview = preview;
    this.databases = databases;
  }

  /**
   * @param based what the file says of the environment that previews are based on
   * @param written what the file says of previews
   */
  Node.Mapping environment(String app, Node.Mapping based, Node.Mapping written) {
    var kept = new LinkedHashMap<>(based.entries());
    kept.keySet().removeAll(NOT_TAKEN_OVER);
    var settings = new Node.Mapping(written.place(), kept);
    var named =
        Nodes.orElse(
            Nodes.orElse(settings, "production", "false"),
            "domains",
            List.of(preview.domain().orElse("*." + app + ".localhost")));
    return withVariables(named, written)
        .with("databases", databases(Nodes.mapping(based, "databases")))
        .with("backup", mapping(Nodes.mapping(written, "backup"), NO_BACKUP));
  }

  /** A preview's own variables win over those of the environment that it is based on. */
  private static Node.Mapping withVariables(Node.Mapping environment, Node.Mapping written) {
    var own = Nodes.mapping(written, "env");
    if (own.entries().isEmpty()) {
      return environment;
    }
    var all = new LinkedHashMap<>(Nodes.mapping(environment, "env").entries());
    all.putAll(own.entries());
    return environment.with("env", new Node.Mapping(own.place(), all));
  }

  private Node.Mapping databases(Node.Mapping based) {
    var changed = based;
    for (var name : databases.entries().keySet()) {
      var over = Nodes.mapping(based, name);
      var kept = new LinkedHashMap<>(over.entries());
      kept.remove("backup");
      changed =
          changed.with(name, new Node.Mapping(over.place(), kept).with("source", source(over)));
    }
    return changed;
  }

  private Node.Mapping source(Node.Mapping database) {
    var here = Nodes.mapping(database, "source");
    var source =
        preview.data() == PreviewData.MASKED
            ? Map.of("kind", word(DataSourceKind.MASKED), "from", preview.basedOn())
            : Map.of("kind", word(DataSourceKind.OWN));
    return mapping(Node.Mapping.empty(here.place()), source);
  }

  private static Node.Mapping mapping(Node.Mapping at, Map<String, String> values) {
    var whole = Node.Mapping.empty(at.place());
    for (var value : new java.util.TreeMap<>(values).entrySet()) {
      whole = Nodes.orElse(whole, value.getKey(), value.getValue());
    }
    return whole;
  }

  private static String word(DataSourceKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Seed rows stay out where previews start empty, or with a copy that has its rows. */
  Node.Mapping withoutSeeds(Node.Mapping all) {
    return preview.data() == PreviewData.SEED
        ? all
        : Nodes.each(
            all,
            (name, database) -> {
              var kept = new LinkedHashMap<>(database.entries());
              kept.remove("seed");
              return new Node.Mapping(database.place(), kept);
            });
  }
}
