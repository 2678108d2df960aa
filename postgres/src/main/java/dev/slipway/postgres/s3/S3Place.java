package dev.slipway.postgres.s3;

import java.net.URI;
import java.util.Locale;

/**
 * Where in which storage objects lie.
 *
 * @param endpoint such as {@code https://s3.eu-central-1.amazonaws.com}, without a path
 * @param prefix what every name begins with; empty or ending in a slash
 */
public record S3Place(URI endpoint, String region, String bucket, String prefix) {
  public S3Place {
    endpoint = plain(endpoint);
    prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  /** Amazon's own. */
  public static S3Place amazon(String region, String bucket, String prefix) {
    return new S3Place(
        URI.create("https://s3." + region + ".amazonaws.com"), region, bucket, prefix);
  }

  /** The port that goes without saying is left out, as it is in the header that is signed. */
  private static URI plain(URI endpoint) {
    var scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var port = endpoint.getPort() == usual ? -1 : endpoint.getPort();
    return URI.create(scheme + "://" + endpoint.getHost() + (port < 0 ? "" : ":" + port));
  }

  String host() {
    return endpoint.getAuthority();
  }

  /** The encoded path of an object, or of the bucket itself for an empty name. */
  String path(String name) {
    return "/" + Encoding.path(bucket) + (name.isEmpty() ? "" : "/" + Encoding.path(prefix + name));
  }

  @Override
  public String toString() {
    var end = prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
    return "s3://" + bucket + end;
  }
}
