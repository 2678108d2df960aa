package dev.slipway.protocol.promotion;

import java.util.List;

/**
 * What a look at an application's repository found.
 *
 * @param environments those that wait for a push or a tag; empty when none does
 */
public record PushAnswer(String app, List<PushLine> environments) {}
