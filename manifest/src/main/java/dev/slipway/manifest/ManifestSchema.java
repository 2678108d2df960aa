package dev.slipway.manifest;

import dev.slipway.manifest.binding.SchemaParts;
import dev.slipway.manifest.binding.Shape;
import dev.slipway.manifest.binding.Shapes;
import dev.slipway.manifest.model.App;
import java.util.LinkedHashMap;
import java.util.Objects;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema of slipway.yaml, for editors: written from the same records that read the file.
 */
public final class ManifestSchema {
  /** Its name, wherever it lies. */
  public static final String FILE_NAME = "slipway.schema.json";

  /** Where init leaves it for editors, as seen from slipway.yaml. */
  public static final String BESIDE = ".slipway/" + FILE_NAME;

  /** The first line of a slipway.yaml beside which the schema lies: editors go by it. */
  public static final String REFERENCE = "# yaml-language-server: $schema=" + BESIDE + "\n";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ManifestSchema() {}

  /** The schema as text that ends with a new line. */
  public static String json() {
    var parts = new SchemaParts();
    var root = Shapes.of(App.class).schema(parts, Shape.Completeness.WHOLE);
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    // Without $id it is known by where it was fetched from, which is true in docs/reference, at a
    // control plane and beside a slipway.yaml alike.
    schema.put("title", "slipway.yaml");
    schema.put("$ref", Objects.requireNonNull(root.get("$ref")));
    schema.put("$defs", parts.all());
    return JSON.writeValueAsString(schema) + "\n";
  }
}
