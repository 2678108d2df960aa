package dev.slipway.protocol.home;

import java.time.Instant;

/** The content of the file that says where the running server listens. */
public record ServerAddress(String url, long pid, Instant startedAt, String version) {}
