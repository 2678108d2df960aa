package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Keys;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;
import dev.slipway.manifest.tree.Node;
import java.util.Map;
import java.util.Optional;

/** One request of a flow, and what its answer must be. */
public record FlowStep(
    @Doc("method and path, as in POST /api/login; ${token} is what an earlier step captured")
        @Shorthand
        @Aka({"url", "path", "get", "post"})
        Request request,
    @Doc("headers to send") @Keys(Format.HEADER) Map<String, String> headers,
    @Doc("a body sent as JSON") @Aka({"data", "payload"}) Optional<Node> json,
    @Doc("a body sent as it is") Optional<String> body,
    @Doc("a body sent as a form") @Keys(Format.TEXT) Map<String, String> form,
    @Doc("what the answer must be") @Default("{}") @Aka({"assert", "expected", "then"})
        Expectation expect,
    @Doc("values to keep, by JSON pointer: /access_token") @Keys(Format.VARIABLE) @Aka({"save"})
        Map<String, String> capture,
    @Doc("how often it is sent; the latency limit is the p95 of them")
        @Default("1")
        @Within(least = 1, greatest = 10_000)
        @Aka({"repeat", "count"})
        int times,
    @Doc("true: it runs even if a step before it failed, to clean up")
        @Default("false")
        @Aka({"cleanup"})
        boolean always) {}
