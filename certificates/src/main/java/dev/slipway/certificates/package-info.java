/**
 * Certificates: ordered from an ACME server (RFC 8555) or brought along, sealed in the store, laid
 * where the edge reads them, renewed when a third of their life is left. Each look takes each name
 * one step further, and each step can be the last of its process. Start at {@link
 * dev.slipway.certificates.Certificates}; the steps of an order are {@link
 * dev.slipway.certificates.Order}.
 */
@NullMarked
package dev.slipway.certificates;

import org.jspecify.annotations.NullMarked;
