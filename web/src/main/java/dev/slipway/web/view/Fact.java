package dev.slipway.web.view;

/** A named value in a list of them. */
public record Fact(String name, String value) {}
