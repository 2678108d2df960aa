package dev.slipway.api;

/**
 * An answer that holds a secret: it is sent and kept nowhere, so a repeated request can't get it.
 */
public record ShownOnce(Object body) {}
