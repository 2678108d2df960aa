package dev.slipway.protocol.database;

/**
 * A backup that somebody wants now.
 *
 * @param drill only the newest one tried, none taken
 */
public record BackupRequested(boolean drill, String why) {}
