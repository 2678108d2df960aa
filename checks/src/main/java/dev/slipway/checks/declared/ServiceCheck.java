package dev.slipway.checks.declared;

import dev.slipway.checks.Check;

/** A check, and the service whose instance or address it asks. */
public record ServiceCheck(String service, Check check) {}
