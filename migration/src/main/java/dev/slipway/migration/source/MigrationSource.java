package dev.slipway.migration.source;

/** Where an application's migrations come from. */
public sealed interface MigrationSource permits SqlFiles, ToolCommand {}
