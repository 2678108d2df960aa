/**
 * Environments that follow another one: {@link dev.slipway.delivery.follow.Followers} promotes what
 * serves there once everything is true that is asked of it.
 */
@NullMarked
package dev.slipway.delivery.follow;

import org.jspecify.annotations.NullMarked;
