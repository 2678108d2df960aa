package dev.slipway.protocol.variables;

import java.util.Map;

/**
 * What a rotation of the sealing key did.
 *
 * @param resealed how many values of each kind were sealed again
 */
public record RotatedSecrets(Map<String, Integer> resealed, boolean finishedAnEarlierOne) {}
