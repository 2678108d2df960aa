package dev.slipway.protocol.operation;

import java.util.List;
import java.util.Optional;

/**
 * Some operations, newest first.
 *
 * @param before ask for the operations before this number to go on; empty at the end
 */
public record OperationPage(List<OperationSummary> operations, Optional<Long> before) {}
