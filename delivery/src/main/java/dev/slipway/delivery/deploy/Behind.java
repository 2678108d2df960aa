package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import java.util.Optional;

/**
 * An environment that a release should have come through, and has not.
 *
 * @param text such as "staging does not have production v54 yet"
 * @param command what would put that right
 */
public record Behind(String environment, String text, String command) {

  /** Whether what serves somewhere has passed by the environment that it should have come from. */
  public static Optional<Behind> of(Records records, String app, String environment) {
    var serving = records.deployments().serving(app, environment);
    if (serving.isEmpty() || serving.get().build().isEmpty()) {
      return Optional.empty();
    }
    var build = records.builds().get(serving.get().build().get());
    return Environments.of(build, environment)
        .settings()
        .promote()
        .from()
        .filter(from -> !hasServed(records, serving.get(), from))
        .map(from -> behind(serving.get(), from));
  }

  private static boolean hasServed(Records records, Deployment serving, String from) {
    return records.deployments().history(serving.app(), from, 200).stream()
        .filter(one -> one.servingSince().isPresent())
        .anyMatch(one -> one.build().equals(serving.build()));
  }

  private static Behind behind(Deployment serving, String from) {
    return new Behind(
        from,
        from + " does not have " + serving.environment() + " " + serving.version() + " yet",
        "slipway promote "
            + serving.environment()
            + " "
            + from
            + " --app "
            + serving.app()
            + " --hotfix \"catches up with "
            + serving.environment()
            + "\"");
  }

  /** {@code staging does not have production v54 yet: slipway promote …}. */
  public String line() {
    return text + ": " + command;
  }
}
