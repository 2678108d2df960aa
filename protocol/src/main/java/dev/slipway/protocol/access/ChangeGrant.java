package dev.slipway.protocol.access;

import org.jspecify.annotations.Nullable;

/**
 * A role to give or to take back.
 *
 * @param role the key or title of the role
 * @param application where it counts; absent for everywhere
 * @param environment where it counts; absent for every one
 */
public record ChangeGrant(
    String role, @Nullable String application, @Nullable String environment) {}
