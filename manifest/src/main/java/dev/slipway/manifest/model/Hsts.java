package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Whole;
import java.time.Duration;

/** That browsers insist on HTTPS, once they have heard of it (RFC 6797). */
@Whole
public record Hsts(
    @Doc("how long browsers insist on https after each answer") @Shorthand @Aka({"max-age", "for"})
        Duration age,
    @Doc("whether for all hosts below as well")
        @Default("false")
        @Aka({"include-subdomains", "sub-domains"})
        boolean subdomains,
    @Doc("whether browsers may ship with it; leaving their list takes months") @Default("false")
        boolean preload) {}
