package dev.slipway.secrets.references;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets Manager's HTTP as its API reference shows it. It checks each signature by itself, from
 * the published description of Signature Version 4, so that a wrong one is refused as AWS would.
 */
final class TestingSecretsManager extends TestingStoreServer {
  static final String ACCESS_KEY = "AKIDEXAMPLE";
  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=(\\w+)/(\\d{8})/eu-central-1/secretsmanager/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  @Override
  Reply answer(HttpExchange exchange, String body) {
    var headers = exchange.getRequestHeaders();
    if (!"secretsmanager.GetSecretValue".equals(headers.getFirst("X-Amz-Target"))
        || !"application/x-amz-json-1.1".equals(headers.getFirst("Content-Type"))) {
      return error("UnknownOperationException", "");
    }
    var authorization = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
    if (!authorization.matches()) {
      return error("IncompleteSignatureException", "Authorization header is malformed");
    }
    if (!authorization.group(1).equals(ACCESS_KEY)) {
      return error(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    if (!signature(exchange, body, authorization.group(2), authorization.group(3))
        .equals(authorization.group(4))) {
      return error("InvalidSignatureException", "The request signature we calculated differs");
    }
    return secret(body);
  }

  private static Reply secret(String body) {
    if (body.contains("\"SecretId\":\"erp/production/database\"")) {
      var password = body.contains("\"VersionStage\":\"AWSPREVIOUS\"") ? "older" : "s3cret";
      return new Reply(
          200,
          """
          {"ARN":"arn:aws:secretsmanager:eu-central-1:1:secret:erp","Name":"erp/production/database",
          "VersionId":"v","VersionStages":["AWSCURRENT"],"CreatedDate":1.5E9,
          "SecretString":"{\\"user\\":\\"erp\\",\\"password\\":\\"%s\\"}"}"""
              .formatted(password));
    }
    if (body.contains("\"SecretId\":\"plain\"")) {
      return new Reply(200, "{\"Name\":\"plain\",\"SecretString\":\"just a text\"}");
    }
    if (body.contains("\"SecretId\":\"deleted\"")) {
      return error(
          "InvalidRequestException",
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    if (body.contains("\"SecretId\":\"forbidden\"")) {
      return error("AccessDeniedException", "User is not authorized to perform GetSecretValue");
    }
    return error("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  private static Reply error(String type, String message) {
    return new Reply(400, "{\"__type\":\"" + type + "\",\"Message\":\"" + message + "\"}");
  }

  private static String signature(
      HttpExchange exchange, String body, String day, String signedHeaders) {
    var headers =
        Arrays.stream(signedHeaders.split(";"))
            .map(
                name ->
                    name.toLowerCase(Locale.ROOT)
                        + ":"
                        + exchange.getRequestHeaders().getFirst(name).strip()
                        + "\n")
            .collect(Collectors.joining());
    var canonical = String.join("\n", "POST", "/", "", headers, signedHeaders, hex(sha256(body)));
    var time = exchange.getRequestHeaders().getFirst("X-Amz-Date");
    var scope = day + "/eu-central-1/secretsmanager/aws4_request";
    var toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(canonical)));
    var key = ("AWS4" + SECRET_KEY).getBytes(StandardCharsets.UTF_8);
    for (var part : new String[] {day, "eu-central-1", "secretsmanager", "aws4_request"}) {
      key = hmac(key, part);
    }
    return hex(hmac(key, toSign));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
