package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Keys;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An environment of its own for each pull request. */
public record Preview(
    @Doc("the environment whose settings it takes over")
        @Is(Format.NAME)
        @Shorthand
        @Aka({"from", "base", "like"})
        String basedOn,
    @Doc("the branches whose pull requests get one, as in *") @Default("\"*\"") @Aka({"branch"})
        String branches,
    @Doc("when it goes if nobody used it") @Default("7d") @Aka({"expiry", "expire-after", "ttl"})
        Duration expires,
    @Doc("how many there are at once")
        @Default("5")
        @Within(least = 1, greatest = 500)
        @Aka({"max", "maximum"})
        int limit,
    @Doc("its host name, with * for the pull request; unsaid: *.APP.localhost") @Is(Format.HOST)
        Optional<String> domain,
    @Doc("what its databases start with: seed, masked (a copy with personal data changed) or empty")
        @Default("seed")
        @Aka({"database"})
        PreviewData data,
    @Doc("hosts outside that it may connect to; none when unsaid")
        @Is(Format.HOST)
        @Aka({"egress", "outgoing"})
        List<String> allow,
    @Doc("variables of all its services") @Keys(Format.VARIABLE) @Aka({"variables"})
        Map<String, Variable> env) {}
