package dev.slipway.delivery.criteria;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Whether there would be a way back from a release that is about to come: to the code that serves
 * now, or to its data. Whether the old code bears the new schema is only known once it was tried on
 * it; then the way is looked at again, before anybody is asked to approve.
 */
public record WayBack(Records records, Instruments instruments, Instant now) {
  private static final String NAME = "rollback";
  private static final String ASKS = "a way back is open";

  public Criterion look(ResolvedEnvironment to) {
    var serving = records.deployments().serving(to.app(), to.name());
    if (serving.isEmpty()) {
      return Criterion.met(NAME, ASKS, "nothing serves there: taking the release away is the way");
    }
    var code = isKept(serving.get());
    var data = data(to);
    var dataOpen = !data.isEmpty() && data.stream().noneMatch(Criterion::refuses);
    var dataText =
        data.isEmpty()
            ? "it has no data of its own"
            : String.join(
                "; ", data.stream().map(one -> one.asks() + ": " + one.evidence()).toList());
    var evidence =
        serving.get().version()
            + "'s code is "
            + (code ? "kept, and tried on the new schema before it goes on" : "not kept any more")
            + "; data: "
            + dataText;
    return code || dataOpen
        ? Criterion.met(NAME, ASKS, evidence)
        : Criterion.notMet(NAME, ASKS, evidence, "slipway db drill " + to.app() + " " + to.name());
  }

  /** What of the data could be brought back: one line for each database. */
  public List<Criterion> data(ResolvedEnvironment to) {
    return to.databases().entrySet().stream()
        .map(one -> new ProvenBackup(instruments, now).of(to, one.getKey(), one.getValue()))
        .toList();
  }

  private boolean isKept(Deployment serving) {
    return serving
        .build()
        .map(build -> records.builds().get(build))
        .filter(WayBack::isThere)
        .isPresent();
  }

  /** Whether everything that was built is still where it was put. */
  public static boolean isThere(Build build) {
    return build.parts().values().stream()
        .allMatch(part -> Files.isDirectory(Path.of(part.folder())));
  }
}
