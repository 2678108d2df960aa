/**
 * Which names need a certificate, by what serves: those that slipway.yaml wants ordered, and those
 * that an environment brings along. Start at {@link
 * dev.slipway.delivery.certificate.CertificateWatch}.
 */
@NullMarked
package dev.slipway.delivery.certificate;

import org.jspecify.annotations.NullMarked;
