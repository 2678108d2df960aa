package dev.slipway.protocol.database;

/** An address with its password. */
public record LoginGranted(String cluster, String role, String url) {}
