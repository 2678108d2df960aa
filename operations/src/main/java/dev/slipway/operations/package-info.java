/**
 * Durable operations: lists of steps that survive the death of anything and end in a state that is
 * true. Write one by implementing {@link dev.slipway.operations.OperationType} and {@link
 * dev.slipway.operations.Step}; ask for one through {@link dev.slipway.operations.Operations};
 * {@link dev.slipway.operations.Worker} runs them. How one runs from begin to end stands in {@code
 * Run}.
 */
@NullMarked
package dev.slipway.operations;

import org.jspecify.annotations.NullMarked;
