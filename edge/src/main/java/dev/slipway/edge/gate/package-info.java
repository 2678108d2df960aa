/**
 * What a site refuses, answers itself or adds, before and beside its instances: https, maintenance,
 * CORS, rate limits, body limits. Compiled once for each table, shared by all loops. Start at
 * {@link dev.slipway.edge.gate.SiteGate}.
 */
@NullMarked
package dev.slipway.edge.gate;

import org.jspecify.annotations.NullMarked;
