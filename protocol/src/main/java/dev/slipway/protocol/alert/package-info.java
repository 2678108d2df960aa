/** Alerts: what is wrong, what was told of it, silences. */
@NullMarked
package dev.slipway.protocol.alert;

import org.jspecify.annotations.NullMarked;
