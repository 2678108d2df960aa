package dev.slipway.protocol.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server that vouches for people; its client's secret is never told.
 *
 * @param state on or off; off, nothing else is there
 * @param title what stands on the button
 * @param address where browsers reach the dashboard
 * @param callback what has to be entered at the server
 * @param domains mail domains whose people are let in as viewers
 * @param people who signed on so far, by mail address
 */
public record SignOnState(
    String state,
    @Nullable String title,
    @Nullable String issuer,
    @Nullable String client,
    @Nullable String address,
    @Nullable String callback,
    List<String> domains,
    List<String> people) {}
