package dev.slipway.protocol.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of an application's databases: branches, and what was restored beside. */
public record BranchList(List<BranchLine> branches) {
  /**
   * One copy.
   *
   * @param kind branch, masked branch or restore
   * @param masking masked (and proved so) or plain: with everything that its source has in it
   * @param proof of the masking, in words; absent for a plain copy
   * @param url for reading and writing; absent while it is down
   * @param disk bytes that its files name; blocks that it shares are counted too
   */
  public record BranchLine(
      String name,
      String source,
      String kind,
      String at,
      String masking,
      @Nullable String proof,
      @Nullable Instant expiresAt,
      @Nullable String url,
      long disk) {}
}
