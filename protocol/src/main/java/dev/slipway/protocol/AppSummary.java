package dev.slipway.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application with a line for each of its environments.
 *
 * @param usualEnvironment where it goes when nothing is said; absent when its folder can't be read
 */
public record AppSummary(
    String name,
    String folder,
    Instant registeredAt,
    @Nullable String usualEnvironment,
    List<EnvironmentSummary> environments) {

  /**
   * @param release such as {@code v12}; absent before the first deployment
   * @param health a word: serving, failing, down, maintenance, empty
   * @param troubles what is wrong with its instances, a sentence each
   */
  public record EnvironmentSummary(
      String name,
      @Nullable String release,
      String health,
      List<String> urls,
      @Nullable Instant deployedAt,
      List<String> troubles) {
    public EnvironmentSummary {
      troubles = troubles == null ? List.of() : List.copyOf(troubles);
    }
  }
}
