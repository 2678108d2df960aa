package dev.slipway.protocol.database;

import org.jspecify.annotations.Nullable;

/**
 * A state that is wanted back.
 *
 * @param to latest, a time, a backup, a restore point, a release or a position
 * @param name of the copy beside; absent for one that is made up
 * @param typed the cluster's name once more, as the person typed it; only in place
 */
public record RestoreRequested(
    String to, boolean inPlace, @Nullable String name, @Nullable String typed, String why) {}
