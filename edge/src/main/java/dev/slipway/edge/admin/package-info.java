/**
 * The Unix socket over which the control plane commands the edge. Only the user who started the
 * edge can connect. Start at {@link dev.slipway.edge.admin.AdminServer}.
 */
@NullMarked
package dev.slipway.edge.admin;

import org.jspecify.annotations.NullMarked;
