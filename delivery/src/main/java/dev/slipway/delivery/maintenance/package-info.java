/**
 * Environments that are closed to their users: by a person, or by a deployment that can't have
 * anybody write. {@link dev.slipway.delivery.maintenance.Doors} closes and opens them.
 */
@NullMarked
package dev.slipway.delivery.maintenance;

import org.jspecify.annotations.NullMarked;
