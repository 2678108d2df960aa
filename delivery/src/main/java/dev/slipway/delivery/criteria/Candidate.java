package dev.slipway.delivery.criteria;

import dev.slipway.manifest.model.PromotionPart;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A release that is to come into an environment.
 *
 * @param to the environment, as the release's own manifest has it
 * @param source digest of its sources: what makes it this release
 * @param sources where they are
 * @param from the environment that it comes from; empty when it comes out of a folder
 * @param hotfix why it goes without some of the criteria; empty when it doesn't
 */
public record Candidate(
    ResolvedEnvironment to,
    String source,
    Path sources,
    Optional<String> from,
    Optional<String> hotfix) {

  public String app() {
    return to.app();
  }

  /** Where it has to have run: as asked, or as the manifest says. */
  public Optional<String> origin() {
    return from.or(() -> to.settings().promote().from());
  }

  /** What a hotfix leaves out is told as left out, with what was found. */
  List<Criterion> withoutWhatAHotfixSkips(List<Criterion> found) {
    if (hotfix.isEmpty()) {
      return found;
    }
    var skipped = to.settings().promote().hotfix().stream().map(PromotionPart::word).toList();
    return found.stream()
        .map(
            one ->
                skipped.contains(one.name())
                        && (one.refuses() || one.standing() == Criterion.Standing.PENDING)
                    ? one.skipped()
                    : one)
        .toList();
  }
}
