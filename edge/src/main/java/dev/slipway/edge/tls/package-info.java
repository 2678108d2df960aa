/**
 * Certificates: read from files, chosen by the name a client asks for, replaced without a restart;
 * a self-signed one for hosts that have none. Start at {@link dev.slipway.edge.tls.Certificates}.
 */
@NullMarked
package dev.slipway.edge.tls;

import org.jspecify.annotations.NullMarked;
