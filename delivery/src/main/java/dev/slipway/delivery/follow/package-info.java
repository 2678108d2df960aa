/**
 * Environments that take releases by themselves: {@link dev.slipway.delivery.follow.Followers}
 * promotes what serves in another one once everything is true that is asked of it, {@link
 * dev.slipway.delivery.follow.PushWatch} deploys what was pushed or tagged.
 */
@NullMarked
package dev.slipway.delivery.follow;

import org.jspecify.annotations.NullMarked;
