package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Whole;
import java.util.Optional;

/** Where an environment's rows come from. */
@Whole
public record DataSource(
    @Doc("own, masked (a copy with personal data changed), copy, or shared")
        @Default("own")
        @Shorthand
        @Aka({"type", "mode"})
        DataSourceKind kind,
    @Doc("the environment that it is taken from") @Is(Format.NAME) @Aka({"environment", "of"})
        Optional<String> from,
    @Doc("when it is taken anew") @Default("never") @Aka({"every", "schedule"}) Rhythm refresh) {}
