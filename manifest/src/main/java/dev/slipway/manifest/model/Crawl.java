package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;

/** Follows links from a page and looks for what is missing. */
public record Crawl(
    @Doc("the page to start from") @Default("/") @Shorthand @Is(Format.PATH) String from,
    @Doc("pages to look at, at most")
        @Default("50")
        @Within(least = 1, greatest = 10_000)
        @Aka({"max", "limit"})
        int pages) {}
