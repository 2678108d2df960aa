package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import java.time.ZoneId;

/** Hours in which nobody is to be woken by what can wait. */
public record Quiet(
    @Doc("its start: 22:00 each day, or Fri 18:00 each week") @Aka({"start", "begin"})
        ClockTime from,
    @Doc("its end, written as its start is: what waited is told then") @Aka({"end", "to"})
        ClockTime until,
    @Doc("the time zone") @Default("UTC") @Aka({"timezone", "time-zone", "tz"}) ZoneId zone) {}
