/**
 * HTTP/1.1 heads and bodies as bytes: read strictly and in place, written without objects in
 * between. One reader belongs to one event loop and is used again for every request; what outlives
 * the reading is copied out. Start at {@link dev.slipway.edge.head.RequestHead}.
 */
@NullMarked
package dev.slipway.edge.head;

import org.jspecify.annotations.NullMarked;
