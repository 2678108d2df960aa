package dev.slipway.edge.gate;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A range of addresses: {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single one. */
record Network(String text, InetAddress address, int bits) {

  /** Empty when the text is no range: then nobody is in it. */
  static Optional<Network> parse(String text) {
    var slash = text.indexOf('/');
    var bytes =
        NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (bytes == null) {
      return Optional.empty();
    }
    var all = bytes.length * 8;
    var given = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
    if (!given.matches("\\d{1,3}") || Integer.parseInt(given) > all) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Network(text, InetAddress.getByAddress(bytes), Integer.parseInt(given)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress other) {
    var own = address.getAddress();
    var theirs = other.getAddress();
    if (own.length != theirs.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> (bit & 7);
      if ((own[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }
}
