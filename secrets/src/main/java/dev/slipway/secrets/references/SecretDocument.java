package dev.slipway.secrets.references;

import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.secrets.SecretValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one request to a store gives: a document of fields, one value, or both ways to read it. */
public record SecretDocument(Optional<SecretValue> whole, Map<String, SecretValue> fields) {
  public SecretDocument {
    fields = new TreeMap<>(fields);
  }

  /** The value that the reference names in this document. */
  SecretValue value(SecretReference reference) {
    if (reference.field().isEmpty()) {
      return whole.orElseThrow(() -> needsField(reference));
    }
    var field = reference.field().orElseThrow();
    var value = fields.get(field);
    if (value == null) {
      throw hasNoField(reference, field);
    }
    return value;
  }

  private RuntimeException needsField(SecretReference reference) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-7311",
            reference + " holds " + fields.size() + " fields, and none is named",
            "write one after #: " + names())
        .exception();
  }

  private RuntimeException hasNoField(SecretReference reference, String field) {
    var hint =
        fields.isEmpty()
            ? "the secret is one plain value: leave #" + field + " away"
            : Suggestion.nearest(field, fields.keySet())
                .map(near -> "did you mean #" + near + "?")
                .orElse("it has " + names());
    return Problem.of(
            Problem.Kind.NOT_FOUND, "SLIP-7312", reference + " has no field " + field, hint)
        .exception();
  }

  private String names() {
    return String.join(", ", new TreeSet<>(fields.keySet()));
  }
}
