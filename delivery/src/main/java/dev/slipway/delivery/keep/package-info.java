/**
 * What stands although nothing is being deployed: releases that are kept for an instant way back
 * until {@link dev.slipway.delivery.keep.LetGo} stops them, and those that serve, which {@link
 * dev.slipway.delivery.keep.Revival} starts again when the machine was restarted.
 */
@NullMarked
package dev.slipway.delivery.keep;

import org.jspecify.annotations.NullMarked;
