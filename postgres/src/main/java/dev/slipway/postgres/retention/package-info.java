/**
 * What is kept and what may go: a pure choice, and the collection that follows it. Start reading at
 * {@link dev.slipway.postgres.retention.Retention}.
 */
@NullMarked
package dev.slipway.postgres.retention;

import org.jspecify.annotations.NullMarked;
