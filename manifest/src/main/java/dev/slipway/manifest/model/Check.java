package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import java.util.List;
import java.util.Optional;

/**
 * A proof that a release works: a flow of requests, row counts, a crawl, or probes from outside.
 */
public record Check(
    @Doc("the service that is asked; unsaid: the first web service") @Is(Format.NAME)
        Optional<String> service,
    @Doc(
            "verify (before anybody is served), confirm (after the switch), drill (on a restored"
                + " copy)")
        @Default("[verify, confirm]")
        @Aka({"when", "at"})
        List<CheckMoment> during,
    @Doc("requests in order; what one captures the next can use")
        @Aka({"requests", "request", "flow", "http", "url", "path", "expect", "status"})
        List<FlowStep> steps,
    @Doc("tables whose row count must not shrink during the deployment") @Aka({"tables", "counts"})
        List<String> rows,
    @Doc("the database of the tables; unsaid: the first") @Is(Format.NAME)
        Optional<String> database,
    @Doc("follows links and looks for what is missing") Optional<Crawl> crawl,
    @Doc("tls, redirect, cors, rate-limit, security-headers") @Aka({"security"}) List<Probe> probes,
    @Doc("the environments it runs in; all when unsaid") @Is(Format.NAME) @Aka({"environments"})
        List<String> only) {}
