package dev.slipway.protocol.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a token.
 *
 * @param permissions what it may do of what its person may: {@code view}, {@code deploy} …
 * @param application where; absent for every one
 * @param environment where; absent for every one
 * @param lifetime such as {@code 90d}; a year at most
 */
public record CreateToken(
    String name,
    List<String> permissions,
    @Nullable String application,
    @Nullable String environment,
    String lifetime) {}
