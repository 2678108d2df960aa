package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that is asked all the time whether it is well; it is one of the six. */
public record StandingProbe(
    @Doc("a path of its own, asked through the edge, or a URL anywhere")
        @Shorthand
        @Aka({"https", "url", "path", "get"})
        Optional<String> http,
    @Doc("http: the statuses that are well; unsaid: 200-399") @Aka({"expect"})
        Optional<StatusRange> status,
    @Doc("http: a text that the answer must hold") @Aka({"contains", "body"}) Optional<String> text,
    @Doc("HOST:PORT that must take a connection") @Aka({"port", "connect"}) Optional<String> tcp,
    @Doc("the variable with a Redis URL, as redis://:password@cache.example:6379")
        @Is(Format.VARIABLE)
        Optional<String> redis,
    @Doc("a host name that must resolve") @Is(Format.HOST) @Aka({"dns", "resolve", "name"})
        Optional<String> domain,
    @Doc("domain: the addresses it must lead to, all of them and no others")
        @Aka({"to", "address", "ips", "records"})
        List<String> addresses,
    @Doc("a host, or HOST:PORT, whose certificate is looked at")
        @Is(Format.HOST)
        @Aka({"tls", "cert", "ssl"})
        Optional<String> certificate,
    @Doc("certificate: how long it must last at least")
        @Default("10d")
        @Aka({"days", "expiry", "remaining"})
        Duration least,
    @Doc("how often its URL is called at least; slipway alerts probes shows the URL")
        @Aka({"every", "cron", "ping"})
        Optional<Duration> heartbeat,
    @Doc("heartbeat: how late a call may be") @Default("5m") @Aka({"grace", "tolerance"})
        Duration late,
    @Doc("the environments it runs in; all when unsaid") @Is(Format.NAME) @Aka({"environments"})
        List<String> only) {}
