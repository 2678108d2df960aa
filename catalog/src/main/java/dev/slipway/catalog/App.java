package dev.slipway.catalog;

import java.nio.file.Path;
import java.time.Instant;

/** An application that we look after. */
public record App(String name, Path folder, Instant registeredAt) {}
