package dev.slipway.postgres.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Version 4 of Amazon's signatures. The hash of the content is signed too, so that storage refuses
 * what was cut or changed on its way there.
 */
record Signature(S3Place place, S3Login login) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * The headers that make a request valid, besides {@code Host}, which the client sets itself.
   *
   * @param path encoded
   * @param query sorted by name, values not yet encoded
   * @param headers others that are sent, with names in lower case
   */
  Map<String, String> headers(
      String method,
      String path,
      TreeMap<String, String> query,
      Map<String, String> headers,
      Content content) {
    var time = TIME.format(content.at());
    var signed = new TreeMap<>(headers);
    signed.put("host", place.host());
    signed.put("x-amz-content-sha256", content.sha256());
    signed.put("x-amz-date", time);
    login.sessionToken().ifPresent(token -> signed.put("x-amz-security-token", token));
    var names = String.join(";", signed.keySet());
    var lines =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    var request = String.join("\n", method, path, text(query), lines, names, content.sha256());
    var scope = time.substring(0, 8) + "/" + place.region() + "/s3/aws4_request";
    var toSign = String.join("\n", ALGORITHM, time, scope, sha256(bytes(request)));
    var key = mac(bytes("AWS4" + login.secretKey()), time.substring(0, 8));
    for (var part : new String[] {place.region(), "s3", "aws4_request"}) {
      key = mac(key, part);
    }
    signed.remove("host");
    signed.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + login.accessKey()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(mac(key, toSign)));
    return signed;
  }

  /** What is sent, and when. */
  record Content(String sha256, Instant at) {}

  static String text(TreeMap<String, String> query) {
    return query.entrySet().stream()
        .map(one -> Encoding.query(one.getKey()) + "=" + Encoding.query(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String sha256(byte[] content) {
    return sha256(content, content.length);
  }

  static String sha256(byte[] content, int length) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
