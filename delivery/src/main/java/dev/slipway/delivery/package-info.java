/**
 * Puts a release into an environment, and takes it back. {@code deploy.Delivery} is where it is
 * asked for; {@code deploy.Deploy} reads like the guide: one list of steps in their order.
 */
@NullMarked
package dev.slipway.delivery;

import org.jspecify.annotations.NullMarked;
