package dev.slipway.protocol.database;

/**
 * An operation that carries a request out.
 *
 * @param outcome where what it makes will be found, such as a file or the name of a copy
 */
public record DatabaseOperation(String cluster, long operation, String outcome) {}
