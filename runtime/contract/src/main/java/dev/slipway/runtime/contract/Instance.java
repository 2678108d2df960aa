package dev.slipway.runtime.contract;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * One instance as the runtime knows it.
 *
 * @param address where it is expected to listen
 * @param output the newest file of what it writes to standard output and error
 */
public record Instance(
    InstanceId id,
    Map<String, String> labels,
    Artefact artefact,
    InetSocketAddress address,
    Path output,
    InstanceStatus status) {}
