package dev.slipway.protocol.database;

import org.jspecify.annotations.Nullable;

/**
 * A branch that is wanted.
 *
 * @param doing create, reset or delete
 * @param content masked or plain; absent for masked where the manifest has rules
 * @param lifeSeconds after which it goes; absent for a day
 */
public record BranchRequested(
    String name, String doing, @Nullable String content, @Nullable Long lifeSeconds, String why) {}
