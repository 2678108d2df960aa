package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import java.time.ZoneId;
import java.util.Optional;

/** A time in which nothing is deployed. */
public record Freeze(
    @Doc("its start: Fri 16:00 each week, or 2026-12-20") @Aka({"start", "begin"}) Moment from,
    @Doc("its end, written as its start is") @Aka({"end", "to", "until"}) Moment until,
    @Doc("the time zone") @Default("UTC") @Aka({"timezone"}) ZoneId zone,
    @Doc("why") Optional<String> reason) {}
