package dev.slipway.operations;

import dev.slipway.operations.journal.Signals;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened outside and that an operation may wait for: an approval, a finished
 * build.
 */
public record Signal(long number, String key, String who, Instant at, JsonNode what) {
  static Signal of(Signals.Row row) {
    return new Signal(row.number(), row.key(), row.who(), row.at(), row.what());
  }
}
