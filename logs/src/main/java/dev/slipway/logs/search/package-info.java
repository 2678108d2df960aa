/** Entries found again, newest or oldest first. Start at {@link dev.slipway.logs.search.Search}. */
@NullMarked
package dev.slipway.logs.search;

import org.jspecify.annotations.NullMarked;
