package dev.slipway.checks;

/** What was asked, what should have come, and what came; without secrets. */
public record Evidence(String request, String expectation, String found) {}
