package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a new release takes over. */
public record Strategy(
    @Doc("auto (chosen from the rehearsal), rolling, blue-green, canary, stop-first")
        @Default("auto")
        @Shorthand
        @Aka({"type"})
        StrategyKind kind,
    @Doc("rolling: instances replaced at once")
        @Default("1")
        @Within(least = 1, greatest = 200)
        @Aka({"batch", "max-surge", "max-unavailable"})
        int parallel,
    @Doc("canary: the shares of traffic, in percent, one after the other")
        @Default("[5, 25, 50]")
        @Within(least = 1, greatest = 99)
        @Aka({"weights", "shares"})
        List<Integer> steps,
    @Doc("canary: how long each share is watched") @Default("2m") @Aka({"pause", "interval"})
        Duration watch,
    @Doc("the share of failed requests, in percent, at which it goes back")
        @Default("1")
        @Within(least = 0, greatest = 100)
        double maxErrors,
    @Doc("the p95 at which it goes back") Optional<Duration> maxLatency,
    @Doc("time that requests in flight have to end on old instances")
        @Default("30s")
        @Aka({"draining"})
        Duration drain,
    @Doc("time between SIGTERM and SIGKILL")
        @Default("30s")
        @Aka({"kill-timeout", "stop-grace-period", "shutdown", "max-shutdown-delay-seconds"})
        Duration stop,
    @Doc("how long old instances are kept for an instant way back") @Default("10m") Duration keep,
    @Doc(
            "how long a new release is watched after the switch; 2m in production and 2s elsewhere"
                + " when unsaid, 0s for not at all")
        @Aka({"bake", "monitor"})
        Optional<Duration> soak) {}
