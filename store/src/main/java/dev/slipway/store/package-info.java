/**
 * The control plane's own state, in a PostgreSQL that holds nothing else. Each room that keeps
 * state owns a schema in it and declares its numbered migrations as a {@link
 * dev.slipway.store.StoreSchema}; {@link dev.slipway.store.Store} opens all of them.
 */
@NullMarked
package dev.slipway.store;

import org.jspecify.annotations.NullMarked;
