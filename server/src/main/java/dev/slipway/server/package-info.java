/**
 * The control plane as a process. {@link dev.slipway.server.ControlPlane} wires every room in plain
 * sight, floor by floor; {@link dev.slipway.server.Premises} is the data directory that it holds.
 */
@NullMarked
package dev.slipway.server;

import org.jspecify.annotations.NullMarked;
