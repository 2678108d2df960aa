package dev.slipway.logs;

/**
 * Who wrote an entry.
 *
 * @param release such as {@code v53}, empty where there is none
 * @param instance the name of the instance, or of the file
 */
public record Origin(String release, String instance) {}
