package dev.slipway.edge.gate;

import java.net.InetAddress;

/**
 * Who asks, as far as a gate cares.
 *
 * @param address of the client
 * @param text the address as text
 * @param secure whether it came by TLS
 */
public record Visitor(InetAddress address, String text, boolean secure) {}
