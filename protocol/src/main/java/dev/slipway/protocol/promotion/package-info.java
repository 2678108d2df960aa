/** Releases that go from one environment to the next, and what is asked of them. */
@NullMarked
package dev.slipway.protocol.promotion;

import org.jspecify.annotations.NullMarked;
