/**
 * The control plane as a process. {@link dev.slipway.server.Main} wires every room in plain sight,
 * top to bottom; {@link dev.slipway.server.Premises} is the data directory that it holds.
 */
@NullMarked
package dev.slipway.server;

import org.jspecify.annotations.NullMarked;
