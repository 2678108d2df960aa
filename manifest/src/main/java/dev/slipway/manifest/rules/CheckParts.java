package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Check;
import dev.slipway.manifest.model.FlowStep;
import dev.slipway.manifest.model.Probe;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Places;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A check asks what can be asked: a service that answers, a limit that is set, rows of a database.
 */
final class CheckParts implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      each.environment()
          .checks()
          .forEach((name, check) -> new One(each, name, check, mistakes).ask());
    }
  }

  private record One(Resolution.Resolved resolved, String name, Check check, Mistakes mistakes) {
    void ask() {
      if (!check.rows().isEmpty() && resolved.environment().databases().isEmpty()) {
        tell("rows are counted, and there is no database", "add one under databases", "rows");
      }
      for (var i = 0; i < check.steps().size(); i++) {
        body(check.steps().get(i), i);
      }
      service().ifPresent(this::service);
    }

    private Optional<Service> service() {
      return check.service().map(resolved.environment().services()::get);
    }

    private void service(Service service) {
      var asks = !check.steps().isEmpty() || check.crawl().isPresent() || !check.probes().isEmpty();
      if (asks && service.kind() != ServiceKind.WEB && service.kind() != ServiceKind.STATIC) {
        tell(
            "services."
                + check.service().orElse("")
                + " is a "
                + service.kind().name().toLowerCase(Locale.ROOT)
                + " and answers no requests",
            "name a web service or a static site",
            "service");
      }
      var limit = check.probes().indexOf(Probe.RATE_LIMIT);
      if (limit >= 0 && service.rateLimit().isEmpty()) {
        tell(
            "there is no rate limit to probe",
            "add rate-limit: { requests: 100, per: 1m } to services."
                + check.service().orElse("")
                + ", or remove the probe",
            "probes",
            limit);
      }
    }

    private void body(FlowStep step, int index) {
      var bodies =
          Stream.of(
                  step.json().isPresent() ? "json" : "",
                  step.body().isPresent() ? "body" : "",
                  step.form().isEmpty() ? "" : "form")
              .filter(body -> !body.isEmpty())
              .toList();
      if (bodies.size() > 1) {
        tell(
            String.join(" and ", bodies) + " exclude each other: a request has one body",
            "keep one of them",
            "steps",
            index,
            bodies.getLast());
      }
    }

    private void tell(String fact, String hint, Object... steps) {
      var place =
          Places.find(
              resolved.tree(),
              Stream.concat(Stream.of("checks", name), Stream.of(steps)).toArray());
      mistakes.add(place, "SLIP-1025", fact, hint);
    }
  }
}
