/**
 * A routing table in the form that requests are looked up in: no lookup grows with the number of
 * sites or routes. Immutable, shared by all loops. Start at {@link
 * dev.slipway.edge.table.CompiledTable}.
 */
@NullMarked
package dev.slipway.edge.table;

import org.jspecify.annotations.NullMarked;
