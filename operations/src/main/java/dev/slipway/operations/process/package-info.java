/**
 * Processes that steps start, found again and killed with all they started, whoever died meanwhile.
 */
@NullMarked
package dev.slipway.operations.process;

import org.jspecify.annotations.NullMarked;
