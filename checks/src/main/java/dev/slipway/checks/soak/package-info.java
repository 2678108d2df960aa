/**
 * Watches a release after the switch: is it worse than its limits, or than the release before?
 * Start reading at {@link dev.slipway.checks.soak.Soak}.
 */
@NullMarked
package dev.slipway.checks.soak;

import org.jspecify.annotations.NullMarked;
