package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Challenges;
import dev.slipway.edge.gate.SiteGate.Surroundings;
import dev.slipway.edge.log.AccessLog;
import io.netty.channel.Channel;

/**
 * What all loops share and none changes.
 *
 * @param channels for connections to instances
 */
public record Settings(
    Class<? extends Channel> channels, Surroundings around, Challenges challenges, AccessLog log) {}
