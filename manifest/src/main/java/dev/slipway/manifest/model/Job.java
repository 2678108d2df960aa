package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Within;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What runs by the clock. */
public record Job(
    @Doc("five cron fields, @daily, or a duration such as 15m") @Aka({"cron", "every", "at"})
        Rhythm schedule,
    @Doc("the time zone of the schedule") @Default("UTC") @Aka({"timezone", "time-zone", "tz"})
        ZoneId zone,
    @Doc("the service in whose release and variables it runs; unsaid: the first") @Is(Format.NAME)
        Optional<String> service,
    @Doc("a command, run in the service's environment")
        @Aka({"command", "start", "cmd", "start-command"})
        Optional<String> run,
    @Doc("or a request to the service, as in POST /api/cron/digest") @Aka({"http", "url", "path"})
        Optional<Request> request,
    @Doc("when it still runs: skip, queue or replace")
        @Default("skip")
        @Aka({"concurrency", "concurrency-policy"})
        Overlap overlap,
    @Doc("after this time it is ended") @Default("1h") Duration timeout,
    @Doc("how often it is tried again")
        @Default("0")
        @Within(least = 0, greatest = 20)
        @Aka({"retry", "attempts"})
        int retries,
    @Doc("the environments it runs in; all when unsaid") @Is(Format.NAME) @Aka({"environments"})
        List<String> only) {}
