package dev.slipway.postgres.s3;

import java.util.Optional;

/** The keys that requests are signed with. */
public record S3Login(String accessKey, String secretKey, Optional<String> sessionToken) {
  public static S3Login of(String accessKey, String secretKey) {
    return new S3Login(accessKey, secretKey, Optional.empty());
  }

  /** Without the secret, for logs and errors. */
  @Override
  public String toString() {
    return accessKey;
  }
}
