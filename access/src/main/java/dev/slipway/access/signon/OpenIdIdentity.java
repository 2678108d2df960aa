package dev.slipway.access.signon;

/**
 * Whom the other server vouches for.
 *
 * @param subject never changes and is never given to somebody else, unlike the address
 * @param email the address, if the server has verified it; empty otherwise
 */
public record OpenIdIdentity(String issuer, String subject, String email, String name) {}
