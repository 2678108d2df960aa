/**
 * What goes on between deployments: which environments are looked at ({@link
 * dev.slipway.watch.ServedPlaces}) and what the room keeps in the store. Jobs, probes and alerts
 * have packages of their own.
 */
@NullMarked
package dev.slipway.watch;

import org.jspecify.annotations.NullMarked;
