/**
 * The deploy operation. {@link dev.slipway.delivery.deploy.Deploy} lists the steps in their order;
 * each step is a class of its own that says what it does, whether it is done already, and how it is
 * taken back.
 */
@NullMarked
package dev.slipway.delivery.deploy;

import org.jspecify.annotations.NullMarked;
