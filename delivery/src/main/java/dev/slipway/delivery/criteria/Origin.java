package dev.slipway.delivery.criteria;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import java.util.Optional;

/**
 * What serves where a release comes from.
 *
 * @param isThis whether it is the release that is looked at, down to the last byte of its sources
 */
record Origin(Deployment serving, boolean isThis) {
  static Optional<Origin> of(Records records, Candidate candidate, String from) {
    return records
        .deployments()
        .serving(candidate.app(), from)
        .map(
            serving ->
                new Origin(
                    serving,
                    serving
                        .build()
                        .map(build -> records.builds().get(build).source())
                        .filter(candidate.source()::equals)
                        .isPresent()));
  }
}
