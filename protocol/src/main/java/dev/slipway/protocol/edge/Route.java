package dev.slipway.protocol.edge;

/**
 * Where requests below a path go.
 *
 * @param path {@code /} or {@code /api}; matches itself and everything below it, never {@code
 *     /apix}
 */
public record Route(String path, Destination destination) {}
