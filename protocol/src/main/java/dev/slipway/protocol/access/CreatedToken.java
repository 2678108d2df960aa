package dev.slipway.protocol.access;

import java.time.Instant;

/** A token in the one moment in which its text is known. */
public record CreatedToken(String id, String name, String text, Instant expiresAt) {}
