package dev.slipway.protocol.access;

import java.time.Instant;

/** A link that works once, shown this once. */
public record OneTimeLink(String url, Instant expiresAt) {}
