package dev.slipway.protocol;

import java.util.List;

/** An environment's history, newest first. */
public record ReleaseList(String app, String environment, List<ReleaseLine> releases) {}
