/**
 * Asks from outside whether what serves answers: each environment's address through the edge, each
 * of its databases. Start reading at {@link dev.slipway.watch.probe.Probes}.
 */
@NullMarked
package dev.slipway.watch.probe;

import org.jspecify.annotations.NullMarked;
