package dev.slipway.catalog.variables.parity;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known about an application besides the values themselves.
 *
 * @param production the environment that others must keep away from; empty text when there is none
 * @param required names that each service must have, from the manifest
 * @param reads where the source was seen to read a name
 * @param groups the shared groups of each service, in their order
 */
public record Expectations(
    String production,
    Map<String, Set<String>> required,
    List<ReadName> reads,
    List<SharedSecret> shared,
    Map<String, List<String>> groups) {
  public static Expectations none(String production) {
    return new Expectations(production, Map.of(), List.of(), List.of(), Map.of());
  }
}
