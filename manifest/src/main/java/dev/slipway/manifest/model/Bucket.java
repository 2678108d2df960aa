package dev.slipway.manifest.model;

import dev.slipway.kit.ByteSize;
import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;

/** S3-compatible storage; services get its endpoint, name and keys as variables. */
public record Bucket(
    @Doc("true: it stands elsewhere; endpoint and keys are set with slipway env set")
        @Default("false")
        boolean external,
    @Doc("whether anybody may read what is in it") @Default("false") @Aka({"public"})
        boolean publicRead,
    @Doc("how much it may hold") @Default("10GB") @Aka({"quota"}) ByteSize size,
    @Doc("what the variables start with, as in S3 for S3_BUCKET, S3_ENDPOINT ...")
        @Default("S3")
        @Is(Format.VARIABLE)
        @Aka({"variable", "env"})
        String prefix) {}
