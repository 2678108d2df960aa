/**
 * Watches a release while users are on it: what the edge counted of its requests against limits and
 * against the release before, and whether its instances stand. Start reading at {@link
 * dev.slipway.delivery.watch.ReleaseWatch}.
 */
@NullMarked
package dev.slipway.delivery.watch;

import org.jspecify.annotations.NullMarked;
