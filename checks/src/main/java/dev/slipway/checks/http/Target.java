package dev.slipway.checks.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whom the requests go to, and under what name: the edge at its public address, or one instance on
 * its private port that is asked as if it were the public address.
 *
 * @param connect scheme, host and port that are connected to
 * @param name scheme, host and port as users write them: Host, SNI and X-Forwarded-Proto
 * @param trusted certificates that are trusted besides those of the machine
 * @param headers sent with every request, such as what lets it pass a closed site
 */
public record Target(
    URI connect, URI name, List<X509Certificate> trusted, Map<String, String> headers) {
  public Target {
    trusted = List.copyOf(trusted);
    headers = Map.copyOf(headers);
    Objects.requireNonNull(connect.getHost(), () -> "no host in " + connect);
    Objects.requireNonNull(name.getHost(), () -> "no host in " + name);
  }

  /** Asked at its own address, under its own name. */
  public static Target at(URI address) {
    return new Target(address, address, List.of(), Map.of());
  }

  /** The same connection, under the name that the public knows. */
  public Target under(URI publicAddress) {
    return new Target(connect, publicAddress, trusted, headers);
  }

  /** Also trusts these, such as an edge's self-signed certificate. */
  public Target trusting(List<X509Certificate> certificates) {
    return new Target(connect, name, certificates, headers);
  }

  /** Sends these with every request. */
  public Target sending(Map<String, String> all) {
    return new Target(connect, name, trusted, all);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(connect.getHost(), port(connect));
  }

  /** The Host header: without the port where it is the scheme's own. */
  String authority() {
    var host = name.getHost();
    return name.getPort() < 0 ? host : host + ":" + name.getPort();
  }

  /** Scheme and authority, as browsers write an origin. */
  public String origin() {
    return name.getScheme() + "://" + authority();
  }

  boolean isBehindAnotherName() {
    return !connect.equals(name);
  }

  public static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  @Override
  public String toString() {
    return isBehindAnotherName()
        ? origin() + " (at " + connect.getHost() + ":" + port(connect) + ")"
        : origin();
  }
}
