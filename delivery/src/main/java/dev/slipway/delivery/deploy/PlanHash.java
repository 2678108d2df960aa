package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Build;
import dev.slipway.migration.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a deployment is approved by: the same sources with the same variables and the same
 * migrations from the same schema are the same plan, and nothing else is.
 */
final class PlanHash {
  private PlanHash() {}

  static String of(Build build, int configuration, List<Plan> plans) {
    return of(build.source(), configuration, plans);
  }

  static String of(String source, int configuration, List<Plan> plans) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((source + "\n" + configuration + "\n").getBytes(StandardCharsets.UTF_8));
      for (var plan : plans) {
        digest.update((plan.hash() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
