/**
 * Applies a plan in earnest: within its budget, never keeping traffic waiting, naming who blocks.
 * Start at {@link dev.slipway.migration.apply.Application}.
 */
@NullMarked
package dev.slipway.migration.apply;

import org.jspecify.annotations.NullMarked;
