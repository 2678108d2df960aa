/**
 * What a restore would cost, read from the stored write-ahead log itself: which transactions ended
 * after a moment, and what they did to which table. Start reading at {@link
 * dev.slipway.postgres.loss.Losses}.
 */
@NullMarked
package dev.slipway.postgres.loss;

import org.jspecify.annotations.NullMarked;
