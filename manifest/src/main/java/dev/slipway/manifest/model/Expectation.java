package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Keys;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.tree.Node;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What an answer must be. */
public record Expectation(
    @Doc("a status or a range") @Default("200-299") @Shorthand @Aka({"code"}) StatusRange status,
    @Doc("headers, each with a text that it must contain") @Keys(Format.HEADER)
        Map<String, String> headers,
    @Doc("values by JSON pointer, as in /status: ok") @Keys(Format.TEXT) @Aka({"body-json"})
        Map<String, Node> json,
    @Doc("a text that the body must contain") @Aka({"body", "text"}) Optional<String> contains,
    @Doc("the longest that it may take") @Aka({"latency", "max-latency", "time", "timeout"})
        Optional<Duration> within) {}
