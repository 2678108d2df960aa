package dev.slipway.protocol.alert;

/** A message went through this channel. */
public record ChannelTested(String channel) {}
