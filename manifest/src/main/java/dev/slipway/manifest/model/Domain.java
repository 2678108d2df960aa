package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import java.util.Optional;

/** A host name that people use. */
public record Domain(
    @Doc("the host name; *.erp.example is one for each tenant")
        @Is(Format.HOST)
        @Shorthand
        @Aka({"name", "domain", "hostname"})
        String host,
    @Doc("the service that answers; unsaid: each by its path") @Is(Format.NAME) @Aka({"to"})
        Optional<String> service,
    @Doc("the host that it leads to instead of answering") @Is(Format.HOST) @Aka({"redirect-to"})
        Optional<String> redirect) {}
