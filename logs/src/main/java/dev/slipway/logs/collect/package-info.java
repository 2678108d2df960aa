/**
 * Reads what others write into files, each byte once, whoever dies. Start at {@link
 * dev.slipway.logs.collect.Collector}.
 */
@NullMarked
package dev.slipway.logs.collect;

import org.jspecify.annotations.NullMarked;
