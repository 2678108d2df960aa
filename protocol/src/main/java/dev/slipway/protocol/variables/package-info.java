/** Records on the wire for variables: what is set, changes, history, parity. */
@NullMarked
package dev.slipway.protocol.variables;

import org.jspecify.annotations.NullMarked;
