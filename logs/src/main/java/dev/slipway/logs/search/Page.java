package dev.slipway.logs.search;

import java.util.List;
import java.util.Optional;

/**
 * Some of what was found.
 *
 * @param next where the search goes on; empty when all was seen
 */
public record Page(List<Found> found, Optional<Mark> next) {}
