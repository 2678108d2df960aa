package dev.slipway.web.view;

/** A text that leads somewhere. */
public record Link(String text, String path) {}
