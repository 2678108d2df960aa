package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Visitor;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Who a client connection belongs to, in the forms that each of its requests needs.
 *
 * @param forwarded the header lines that tell instances about the client; whatever the client
 *     itself claimed in them was dropped
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be written; nobody compares them.
record Peer(Visitor visitor, byte[] forwarded) {
  boolean secure() {
    return visitor.secure();
  }

  static Peer of(InetSocketAddress remote, boolean secure) {
    var address = remote.getAddress();
    var text = NetUtil.toAddressString(address);
    var scheme = secure ? "https" : "http";
    var node = address instanceof Inet6Address ? "\"[" + text + "]\"" : text;
    var lines =
        "x-forwarded-for: %s\r\nx-real-ip: %s\r\nx-forwarded-proto: %s\r\nforwarded: for=%s;proto=%s\r\n"
            .formatted(text, text, scheme, node, scheme);
    return new Peer(new Visitor(address, text, secure), lines.getBytes(StandardCharsets.US_ASCII));
  }
}
