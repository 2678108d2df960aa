/** Environments that are closed to their users. */
@NullMarked
package dev.slipway.protocol.maintenance;

import org.jspecify.annotations.NullMarked;
