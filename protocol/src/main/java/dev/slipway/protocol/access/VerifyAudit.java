package dev.slipway.protocol.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to follow the whole chain.
 *
 * @param heads heads that were kept elsewhere and must still be in it; absent for none
 */
public record VerifyAudit(@Nullable List<String> heads) {}
