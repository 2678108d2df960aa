package dev.slipway.protocol.access;

import org.jspecify.annotations.Nullable;

/**
 * Asks for an account with a role.
 *
 * @param role the key or title of the role
 * @param application where it counts; absent for everywhere
 * @param environment where it counts; absent for every one
 */
public record InvitePerson(
    String email,
    String name,
    String role,
    @Nullable String application,
    @Nullable String environment) {}
