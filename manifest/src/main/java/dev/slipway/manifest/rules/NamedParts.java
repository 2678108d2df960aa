package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.Collection;
import java.util.List;

/** What a part says it uses is there. */
final class NamedParts implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    var environments = subject.environmentNames();
    var app = subject.app();
    subject.environments().forEach(each -> new InEnvironment(each, subject, mistakes).check());
    app.services()
        .forEach(
            (name, service) ->
                all(
                    service.only(),
                    "environment",
                    environments,
                    mistakes,
                    index -> subject.place("services", name, "only", index)));
    app.jobs()
        .forEach(
            (name, job) ->
                all(
                    job.only(),
                    "environment",
                    environments,
                    mistakes,
                    index -> subject.place("jobs", name, "only", index)));
    app.checks()
        .forEach(
            (name, check) ->
                all(
                    check.only(),
                    "environment",
                    environments,
                    mistakes,
                    index -> subject.place("checks", name, "only", index)));
    app.preview()
        .ifPresent(
            preview ->
                Names.check(
                    "environment",
                    preview.basedOn(),
                    environments,
                    subject.place("preview", "based-on"),
                    mistakes));
  }

  private static void all(
      List<String> names,
      String sort,
      Collection<String> known,
      Mistakes mistakes,
      java.util.function.IntFunction<Place> place) {
    for (var i = 0; i < names.size(); i++) {
      Names.check(sort, names.get(i), known, place.apply(i), mistakes);
    }
  }

  /** The names that must exist among what runs in one environment. */
  private record InEnvironment(Resolution.Resolved resolved, Subject subject, Mistakes mistakes) {
    void check() {
      var environment = resolved.environment();
      environment.services().forEach(this::service);
      var services = environment.services().keySet();
      environment
          .databases()
          .forEach(
              (name, database) -> {
                database
                    .migrations()
                    .flatMap(each -> each.service())
                    .ifPresent(
                        service ->
                            one(
                                "service",
                                service,
                                services,
                                "databases",
                                name,
                                "migrations",
                                "service"));
                database
                    .seed()
                    .flatMap(each -> each.service())
                    .ifPresent(
                        service ->
                            one(
                                "service",
                                service,
                                services,
                                "databases",
                                name,
                                "seed",
                                "service"));
                database
                    .source()
                    .from()
                    .ifPresent(
                        from ->
                            one(
                                "environment",
                                from,
                                subject.environmentNames(),
                                "databases",
                                name,
                                "source",
                                "from"));
              });
      environment
          .jobs()
          .forEach(
              (name, job) ->
                  job.service()
                      .ifPresent(
                          service -> one("service", service, services, "jobs", name, "service")));
      environment
          .checks()
          .forEach(
              (name, check) -> {
                check
                    .service()
                    .ifPresent(
                        service -> one("service", service, services, "checks", name, "service"));
                if (!check.rows().isEmpty()) {
                  check
                      .database()
                      .ifPresent(
                          database ->
                              one(
                                  "database",
                                  database,
                                  environment.databases().keySet(),
                                  "checks",
                                  name,
                                  "database"));
                }
              });
      environment
          .settings()
          .promote()
          .from()
          .ifPresent(
              from ->
                  one(
                      "environment",
                      from,
                      subject.environmentNames(),
                      "environment",
                      "promote",
                      "from"));
      var domains = environment.settings().domains();
      for (var i = 0; i < domains.size(); i++) {
        var index = i;
        domains
            .get(i)
            .service()
            .ifPresent(
                service ->
                    one("service", service, services, "environment", "domains", index, "service"));
      }
    }

    private void service(String name, Service service) {
      var environment = resolved.environment();
      each("database", service.databases(), environment.databases().keySet(), name, "databases");
      each("Redis server", service.redis(), environment.redis().keySet(), name, "redis");
      each("bucket", service.buckets(), environment.buckets().keySet(), name, "buckets");
      each("group", service.groups(), environment.groups().keySet(), name, "groups");
      for (var i = 0; i < service.needs().size(); i++) {
        var need = service.needs().get(i);
        if (environment.databases().containsKey(need) || environment.redis().containsKey(need)) {
          mistakes.add(
              Places.find(resolved.tree(), "services", name, "needs", i),
              "SLIP-1020",
              "there is no service \"" + need + "\", but a server of that name",
              "remove it: databases and Redis servers are ready before services start");
        }
      }
      // A service that only runs elsewhere is simply not waited for here.
      each("service", service.needs(), subject.app().services().keySet(), name, "needs");
    }

    private void each(
        String sort, List<String> names, Collection<String> known, String service, String key) {
      all(
          names,
          sort,
          known,
          mistakes,
          index -> Places.find(resolved.tree(), "services", service, key, index));
    }

    private void one(String sort, String name, Collection<String> known, Object... steps) {
      Names.check(sort, name, known, Places.find(resolved.tree(), steps), mistakes);
    }
  }
}
