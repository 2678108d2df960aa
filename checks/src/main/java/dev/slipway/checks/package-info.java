/**
 * A release proved from outside, before anybody is served by it and after: each {@link
 * dev.slipway.checks.Check} asks a {@link dev.slipway.checks.http.Target} and says what it found,
 * in one sentence with figures and with its evidence. What could not be measured never counts as
 * passed. Start reading at {@link dev.slipway.checks.Checks}.
 */
@NullMarked
package dev.slipway.checks;

import org.jspecify.annotations.NullMarked;
