package dev.slipway.postgres.repository;

import java.nio.charset.StandardCharsets;

/**
 * A pack: magic and salt; sealed chunks one after the other; the sealed list of the chunks; the
 * list's length and the magic once more. The list makes the packs of a backup that died useful to
 * the next one.
 */
final class PackFormat {
  static final byte[] MAGIC = "SLIPPAK1".getBytes(StandardCharsets.US_ASCII);
  static final int HEADER = MAGIC.length + RepositoryKey.SALT_BYTES;
  static final int TRAILER = Integer.BYTES + MAGIC.length;
  static final int ENTRY = 2 * Long.BYTES + 3 * Integer.BYTES;

  /** Past any chunk's number, so that the list's nonce is no chunk's. */
  static final int LIST_NUMBER = -1;

  private PackFormat() {}

  static byte[] listClaim(String pack) {
    return ("list of " + pack).getBytes(StandardCharsets.UTF_8);
  }
}
