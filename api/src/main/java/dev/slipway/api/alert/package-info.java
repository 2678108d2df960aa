/** Alerts and probes over HTTP. */
@NullMarked
package dev.slipway.api.alert;

import org.jspecify.annotations.NullMarked;
