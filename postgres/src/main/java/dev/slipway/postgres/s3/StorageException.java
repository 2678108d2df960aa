package dev.slipway.postgres.s3;

import java.io.IOException;

/** An answer of the storage that is a refusal. */
final class StorageException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  StorageException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Whether the same may be answered otherwise a moment later. */
  boolean isPassing() {
    return (status >= 500 && status != 501) || status == 429 || status == 408 || status == 409;
  }
}
