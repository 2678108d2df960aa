/** One-off commands and consoles in an environment, on the wire. */
@NullMarked
package dev.slipway.protocol.command;

import org.jspecify.annotations.NullMarked;
