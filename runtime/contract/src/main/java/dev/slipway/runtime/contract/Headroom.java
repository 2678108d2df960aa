package dev.slipway.runtime.contract;

import dev.slipway.kit.ByteSize;

/** What is free where instances run, measured when it was asked for. */
public record Headroom(ByteSize memory, ByteSize disk) {}
