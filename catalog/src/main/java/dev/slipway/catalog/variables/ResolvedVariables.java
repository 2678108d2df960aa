package dev.slipway.catalog.variables;

import dev.slipway.secrets.Mask;
import dev.slipway.secrets.SecretValue;
import dev.slipway.secrets.references.OutsideStores;
import dev.slipway.secrets.references.SecretReference;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a process is started with, references read, and the mask that hides its secrets in whatever
 * it prints. Lives in memory only.
 */
public record ResolvedVariables(Map<String, String> values, Mask mask) {
  public static final ResolvedVariables NONE = new ResolvedVariables(Map.of(), Mask.NONE);

  public static ResolvedVariables of(Map<String, Value> variables, OutsideStores outside) {
    var references = new ArrayList<SecretReference>();
    variables
        .values()
        .forEach(
            value -> {
              if (value instanceof Value.Reference reference) {
                references.add(reference.reference());
              }
            });
    var read = outside.resolve(references);
    var values = new TreeMap<String, String>();
    var secrets = new ArrayList<SecretValue>(read.values());
    variables.forEach(
        (name, value) -> {
          switch (value) {
            case Value.Plain plain -> values.put(name, plain.text());
            case Value.Secret secret -> {
              values.put(name, secret.value().reveal());
              secrets.add(secret.value());
            }
            case Value.Reference reference ->
                values.put(name, Objects.requireNonNull(read.get(reference.reference())).reveal());
          }
        });
    return new ResolvedVariables(values, Mask.of(secrets));
  }

  /** Never the values: a record's own text would print them. */
  @Override
  public String toString() {
    return values.size() + " variables";
  }
}
