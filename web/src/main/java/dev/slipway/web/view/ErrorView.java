package dev.slipway.web.view;

/**
 * @param status the HTTP status
 * @param code such as SLIP-8020
 */
public record ErrorView(int status, String code, String fact, String hint) {}
