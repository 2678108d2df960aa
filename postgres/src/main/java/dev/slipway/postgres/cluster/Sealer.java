package dev.slipway.postgres.cluster;

/** Seals what must not lie readable on a disk. The room {@code secrets} gives the real one. */
public interface Sealer {
  /**
   * @param context what the value is, such as {@code ledger@production/readwrite}; a sealed value
   *     opens only in the context it was sealed in
   */
  String seal(String context, String plain);

  String open(String context, String sealed);
}
