package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Shorthand;
import java.util.Optional;

/** Whether plain HTTP is answered beside HTTPS. */
public record Https(
    @Doc("whether plain requests are sent to https; unsaid: those of hosts with a real certificate")
        @Shorthand
        @Aka({"force", "force-https", "only", "required"})
        Optional<Boolean> redirect,
    @Doc("what browsers remember of it (HSTS); unsaid: nothing") @Aka({"strict-transport-security"})
        Optional<Hsts> hsts) {}
