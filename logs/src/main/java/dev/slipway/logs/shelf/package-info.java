/**
 * Entries on disk: a journal that takes them as they come, blocks of about a megabyte, compressed,
 * with what a search needs to pass them by. Start at {@link dev.slipway.logs.shelf.Shelf}.
 */
@NullMarked
package dev.slipway.logs.shelf;

import org.jspecify.annotations.NullMarked;
