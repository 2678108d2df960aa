package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;
import java.time.Duration;
import java.util.Optional;

/** How it is known whether an instance works. */
public record Health(
    @Doc("http, tcp (the port is open), command, or alive (the process runs)")
        @Default("http")
        @Aka({"type", "check"})
        HealthKind kind,
    @Doc("http: must answer with a good status before traffic comes, and while it comes")
        @Default("/health")
        @Is(Format.PATH)
        @Shorthand
        @Aka({"ready", "readiness", "endpoint", "url", "healthcheck-path"})
        String path,
    @Doc("http: while this fails the instance is restarted; unsaid: it is never asked")
        @Is(Format.PATH)
        @Aka({"liveness"})
        Optional<String> live,
    @Doc("command: ends with 0 when the instance works") @Aka({"test"}) Optional<String> command,
    @Doc("http: the status of a good answer, as in 200 or 200-399")
        @Default("200-299")
        @Aka({"expected-status"})
        StatusRange status,
    @Doc("time between two questions") @Default("1s") @Aka({"period", "every"}) Duration interval,
    @Doc("time that an answer may take") @Default("5s") Duration timeout,
    @Doc("time from start to the first good answer")
        @Default("30s")
        @Aka({"grace", "grace-period", "start-period", "healthcheck-timeout", "initial-delay"})
        Duration within,
    @Doc("bad answers in a row that make a working instance a failed one")
        @Default("3")
        @Within(least = 1, greatest = 100)
        @Aka({"retries", "unhealthy-threshold", "failure-threshold"})
        int failures) {}
