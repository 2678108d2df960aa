package dev.slipway.protocol;

import java.time.Instant;

/**
 * Something that was written: a line, or the lines that belong together.
 *
 * @param level such as {@code warn}; {@code unknown} where the line tells none
 * @param service who wrote it: a service, {@code database}, {@code access}
 * @param release such as {@code v53}, empty where there is none
 * @param place where it lies in the log: what a search goes on behind
 */
public record LogLine(
    Instant at,
    String level,
    String service,
    String release,
    String instance,
    String text,
    String place) {}
