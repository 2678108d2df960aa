/**
 * Operations as they travel: what was asked, where it stands, and the numbered events of its life.
 * The events are kept in these very words, so that what was recorded years ago is what is sent.
 * Start at {@link dev.slipway.protocol.operation.OperationEvent}; {@link
 * dev.slipway.protocol.operation.OperationTree} shows them to a person.
 */
@NullMarked
package dev.slipway.protocol.operation;

import org.jspecify.annotations.NullMarked;
