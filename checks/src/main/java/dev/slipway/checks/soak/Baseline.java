package dev.slipway.checks.soak;

import java.time.Duration;

/** How the release before did, over a time long enough to say. */
public record Baseline(String release, Window.Requests requests, Duration latency) {}
