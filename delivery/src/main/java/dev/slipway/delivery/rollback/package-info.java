/**
 * The ways back to an earlier release: what each costs and whether it is open ({@link
 * dev.slipway.delivery.rollback.WaysBack}), and going one of them ({@link
 * dev.slipway.delivery.rollback.RollBack}).
 */
@NullMarked
package dev.slipway.delivery.rollback;

import org.jspecify.annotations.NullMarked;
