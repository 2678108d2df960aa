package dev.slipway.manifest.model;

import dev.slipway.kit.ByteSize;
import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Within;
import java.util.Optional;

/** What one instance may use. */
public record Resources(
    @Doc("cores; unsaid: what is free") @Within(least = 0, greatest = 512) @Aka({"cpus", "cores"})
        Optional<Double> cpu,
    @Doc("memory, past which it is ended") @Default("512MB") @Aka({"ram", "mem-limit"})
        ByteSize memory) {}
