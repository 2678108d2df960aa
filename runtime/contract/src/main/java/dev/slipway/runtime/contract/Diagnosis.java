package dev.slipway.runtime.contract;

import java.util.List;
import java.util.Optional;

/**
 * What can be seen of an instance from outside, for whoever has to say why it does not work.
 *
 * @param listeningOn the TCP ports that its processes listen on
 * @param lastExit how it ended last, if it did
 * @param lastLines the end of its output
 */
public record Diagnosis(
    InstanceStatus status,
    List<Integer> listeningOn,
    Optional<Exit> lastExit,
    List<String> lastLines) {}
