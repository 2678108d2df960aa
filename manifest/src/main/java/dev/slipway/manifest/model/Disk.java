package dev.slipway.manifest.model;

import dev.slipway.kit.ByteSize;
import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;

/** A folder that outlives releases. */
public record Disk(
    @Doc("where the service finds it")
        @Is(Format.MOUNT)
        @Shorthand
        @Aka({"mount", "mount-path", "target", "destination"})
        String path,
    @Doc("how much it may hold") @Default("1GB") @Aka({"size-gb", "capacity"}) ByteSize size) {}
