package dev.slipway.protocol.variables;

import java.util.List;

/**
 * What came of a change, or what waits.
 *
 * @param version of the configuration now
 * @param lines what was changed or waits, one line each: {@code + NAME value}
 * @param mark names the waiting changes; applying asks for it; empty when none wait
 */
public record ChangedVariables(int version, List<String> lines, String mark) {}
