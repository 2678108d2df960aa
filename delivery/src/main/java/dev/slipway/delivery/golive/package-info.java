/**
 * The list before users come, as a question that can be asked at any time: {@link
 * dev.slipway.delivery.golive.GoLive} finds out each item and tells its evidence.
 */
@NullMarked
package dev.slipway.delivery.golive;

import org.jspecify.annotations.NullMarked;
