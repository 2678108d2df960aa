package dev.slipway.manifest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Objects;

/** The published schema, asked by a validator that is not ours: what an editor would underline. */
final class Validator {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ManifestSchema.json(), InputFormat.JSON);

  private Validator() {}

  static List<String> mistakes(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Objects::toString).toList();
  }
}
