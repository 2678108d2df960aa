package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.Happening;
import java.time.Instant;

/** An event that has no number yet. */
public record Draft(Instant at, String step, Happening what) {}
