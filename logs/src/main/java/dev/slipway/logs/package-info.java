/**
 * What applications, their databases, the edge and Slipway itself write: collected from files that
 * are written without us, kept compressed in shelves, searched and followed. {@link
 * dev.slipway.logs.Entry} is one of them; start reading at {@link
 * dev.slipway.logs.collect.Collector}, {@link dev.slipway.logs.shelf.Shelf} and {@link
 * dev.slipway.logs.search.Search}.
 */
@NullMarked
package dev.slipway.logs;

import org.jspecify.annotations.NullMarked;
