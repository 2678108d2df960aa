package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;
import java.time.Duration;

/** How many requests one client may make; the rest is answered 429. */
public record RateLimit(
    @Doc("requests") @Shorthand @Within(least = 1, greatest = 1_000_000) @Aka({"max", "limit"})
        int requests,
    @Doc("within this time") @Default("1m") @Aka({"window", "ttl", "period"}) Duration per) {}
