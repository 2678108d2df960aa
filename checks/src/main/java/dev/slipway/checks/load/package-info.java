/**
 * Load at a constant rate, as users bring it: they don't wait for each other. Start reading at
 * {@link dev.slipway.checks.load.LoadGenerator}.
 */
@NullMarked
package dev.slipway.checks.load;

import org.jspecify.annotations.NullMarked;
