package dev.slipway.delivery.instances;

import java.util.Map;
import java.util.Optional;

/**
 * Whose output an instance's is: that of a service of a release, or of a job that ran in one. What
 * runs for a trial, a build or a person is told by those.
 *
 * @param part the service, or {@code job-} and the job's name
 * @param service whose variables it was started with
 */
public record OutputOwner(
    String app, String environment, String release, String part, String service) {
  public static Optional<OutputOwner> of(Map<String, String> labels) {
    var app = labels.get("app");
    var environment = labels.get("environment");
    var release = labels.get("release");
    var service = labels.getOrDefault("service", "service");
    if (app != null && environment != null && release != null) {
      return Optional.of(new OutputOwner(app, environment, release, service, service));
    }
    var ranIn = labels.get("of");
    var job = labels.getOrDefault("job", "").split("/", 3);
    return ranIn != null && job.length == 3
        ? Optional.of(new OutputOwner(job[0], job[1], ranIn, "job-" + job[2], service))
        : Optional.empty();
  }

  public String target() {
    return app + "/" + environment;
  }
}
