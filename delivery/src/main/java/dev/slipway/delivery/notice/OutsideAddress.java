package dev.slipway.delivery.notice;

import dev.slipway.checks.http.Target;
import dev.slipway.kit.Problem;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Where a notice may be posted to: what everybody can reach, and not what only this machine and its
 * neighbours can. The address that was looked at is the one that is connected to, so that a name
 * can't lead elsewhere a moment later.
 *
 * @param allowed hosts inside that may be posted to all the same, as they are written in the URL
 */
public record OutsideAddress(Set<String> allowed) {
  private static final int SHARED_FIRST = 100;
  private static final int SHARED_LEAST = 64;
  private static final int SHARED_MOST = 127;
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  public Target of(String text, String named) {
    var url = parse(text, named);
    var host = url.getHost().toLowerCase(Locale.ROOT);
    try {
      var all = InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""));
      for (var one : all) {
        if (isInside(one) && !allowed.contains(host)) {
          throw refused(
              named
                  + ": "
                  + host
                  + " is "
                  + one.getHostAddress()
                  + ", which only this machine or its network can reach");
        }
      }
      var ip = all[0].getHostAddress().replaceAll("%.*", "");
      var literal = all[0] instanceof Inet6Address ? "[" + ip + "]" : ip;
      var name = URI.create(url.getScheme() + "://" + url.getRawAuthority());
      return Target.at(URI.create(url.getScheme() + "://" + literal + ":" + Target.port(url)))
          .under(name);
    } catch (UnknownHostException unknown) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE, "SLIP-7740", named + ": " + host + " has no address", "")
          .exception(unknown);
    }
  }

  static URI parse(String text, String named) {
    URI url;
    try {
      url = new URI(text.strip());
    } catch (java.net.URISyntaxException e) {
      // Its text is a secret, and is not told.
      throw refused(named + ": its value is not a URL");
    }
    if (url.getHost() == null
        || url.getUserInfo() != null
        || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
      throw refused(named + ": its value is not an http or https URL of a host");
    }
    return url;
  }

  private static RuntimeException refused(String fact) {
    return Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-7741",
            fact,
            "set it to the URL of a server outside, or name the host in SLIPWAY_NOTICES_ALLOW of"
                + " the control plane")
        .exception();
  }

  static boolean isInside(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    var bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      var first = bytes[0] & 0xff;
      var second = bytes[1] & 0xff;
      return first == 0
          || first >= 240
          || (first == SHARED_FIRST && second >= SHARED_LEAST && second <= SHARED_MOST);
    }
    return (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL || embeds(bytes);
  }

  /** NAT64 and 6to4 addresses have an IPv4 address in them, which may be one inside. */
  private static boolean embeds(byte[] bytes) {
    var nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
    var sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    var compatible = true;
    for (var i = 0; i < 12; i++) {
      compatible &= bytes[i] == 0;
    }
    return nat64 || sixToFour || compatible;
  }
}
