package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.YamlTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference file, the schema and the records say the same. */
final class ReferenceTest {
  private static final Path REFERENCE = Checkout.ROOT.resolve("docs/reference/slipway.yaml");
  private static final Path SCHEMA = Checkout.ROOT.resolve("docs/reference/slipway.schema.json");

  @Test
  void theReferenceIsAManifestWithoutMistakes() throws Exception {
    var reading = ManifestReader.parse("slipway.yaml", Files.readString(REFERENCE));

    assertThat(reading).describedAs("%s", reading).isInstanceOf(Reading.Good.class);
  }

  @Test
  void theReferenceFitsTheSchema() throws Exception {
    assertThat(Validator.mistakes(Files.readString(REFERENCE))).isEmpty();
  }

  @Test
  void thePublishedSchemaIsTheOneThatTheRecordsMake() throws Exception {
    assertThat(Files.readString(SCHEMA))
        .describedAs("hint: slipway schema > docs/reference/slipway.schema.json")
        .isEqualTo(ManifestSchema.json());
  }

  @Test
  void theReferenceHasEveryKeyAndItsWords() throws Exception {
    var text = Files.readString(REFERENCE);
    var keys = new TreeSet<String>();
    collectKeys(YamlTree.read(text, YamlTree.Anchors.REFUSED, mistake -> {}), keys);
    var words = text.replaceAll("\\n\\s*#\\s*", " ").replaceAll("\\s+", " ");
    var missing = new TreeSet<String>();
    var schema = JsonMapper.shared().readTree(ManifestSchema.json());
    for (var part : schema.get("$defs").properties()) {
      properties(part.getValue())
          .forEach(
              property -> {
                var name = part.getKey() + "." + property.getKey();
                var description = property.getValue().path("description").asString("");
                if (!keys.contains(property.getKey())) {
                  missing.add(name + " stands nowhere");
                } else if (description.isEmpty() || !words.contains(description)) {
                  missing.add(name + " has no comment: " + description);
                }
              });
    }
    assertThat(missing).describedAs("keys of the records against docs/reference").isEmpty();
  }

  @Test
  void schemaAndReaderRefuseTheSame() {
    for (var bad :
        List.of(
            "services: {}",
            "app: Erp",
            "app: erp\nservice: {}",
            "app: erp\nservices: { web: { start: x, replicas: many } }",
            "app: erp\nservices: { web: { start: x, health: { interval: soon } } }",
            "app: erp\nservices: { web: { start: x, strategy: sideways } }",
            "app: erp\nservices: { web: { start: x, port: 70000 } }",
            "app: erp\nservices: { web: { start: x } }\njobs: { a: { run: x, schedule: daily } }",
            "app: erp\nenvironments: { production: { domains: ['https://erp.example/'] } }",
            "app: erp\nenvironments: { production: { services: { web: { strat: x } } } }")) {
      assertThat(ManifestReader.parse("slipway.yaml", bad))
          .describedAs(bad)
          .isInstanceOf(Reading.Bad.class);
      assertThat(Validator.mistakes(bad)).describedAs(bad).isNotEmpty();
    }
  }

  private static Iterable<java.util.Map.Entry<String, JsonNode>> properties(JsonNode part) {
    if (part.has("properties")) {
      return part.get("properties").properties();
    }
    for (var choice : part.path("anyOf")) {
      if (choice.has("properties")) {
        return choice.get("properties").properties();
      }
    }
    return List.of();
  }

  private static void collectKeys(Node node, TreeSet<String> keys) {
    switch (node) {
      case Node.Mapping mapping -> {
        keys.addAll(mapping.entries().keySet());
        mapping.entries().values().forEach(entry -> collectKeys(entry.value(), keys));
      }
      case Node.Sequence list -> list.items().forEach(item -> collectKeys(item, keys));
      case Node.Scalar scalar -> {}
    }
  }
}
