package dev.slipway.protocol.alert;

import java.util.List;

/** What is wrong now, the longest first, and what is silenced. */
public record AlertList(
    String app, String environment, List<AlertLine> alerts, List<SilenceLine> silences) {}
