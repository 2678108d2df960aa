/** Databases as they are asked about and told of over the wire. */
@NullMarked
package dev.slipway.protocol.database;

import org.jspecify.annotations.NullMarked;
