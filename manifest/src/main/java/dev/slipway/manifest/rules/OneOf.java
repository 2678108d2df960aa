package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.CertificateKind;
import dev.slipway.manifest.model.DataSourceKind;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.model.Notice;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys of which exactly one, or at least one, must be there. */
final class OneOf implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    anything(subject, mistakes);
    for (var each : subject.environments()) {
      var tree = each.tree();
      each.environment()
          .jobs()
          .forEach(
              (name, job) ->
                  exactlyOne(
                      Places.find(tree, "jobs", name),
                      mistakes,
                      "run",
                      job.run().isPresent(),
                      "request",
                      job.request().isPresent()));
      each.environment()
          .databases()
          .forEach(
              (name, database) -> {
                database
                    .migrations()
                    .ifPresent(
                        migrations ->
                            exactlyOne(
                                Places.find(tree, "databases", name, "migrations"),
                                mistakes,
                                "folder",
                                migrations.folder().isPresent(),
                                "command",
                                migrations.command().isPresent()));
                database
                    .seed()
                    .ifPresent(
                        seed ->
                            exactlyOne(
                                Places.find(tree, "databases", name, "seed"),
                                mistakes,
                                "file",
                                seed.file().isPresent(),
                                "command",
                                seed.command().isPresent()));
                source(each, name, database, mistakes);
              });
      each.environment()
          .checks()
          .forEach(
              (name, check) -> {
                if (check.steps().isEmpty()
                    && check.rows().isEmpty()
                    && check.crawl().isEmpty()
                    && check.probes().isEmpty()) {
                  mistakes.add(
                      Places.find(tree, "checks", name),
                      "SLIP-1025",
                      "the check asks nothing",
                      "add steps, rows, crawl or probes");
                }
              });
      var certificate = each.environment().settings().certificate();
      if (certificate.kind() == CertificateKind.OWN
          && (certificate.file().isEmpty() || certificate.key().isEmpty())) {
        mistakes.add(
            Places.find(tree, "environment", "certificate"),
            "SLIP-1025",
            "an own certificate needs file and key",
            "add file: certs/erp.pem and key: TLS_KEY, a secret");
      }
    }
    notices(subject, mistakes);
  }

  private static void anything(Subject subject, Mistakes mistakes) {
    var app = subject.app();
    // A misspelt services has been told already, and is all that is wrong.
    if (mistakes.isEmpty()
        && app.services().isEmpty()
        && app.databases().isEmpty()
        && app.redis().isEmpty()
        && app.buckets().isEmpty()) {
      mistakes.add(
          subject.root().place(),
          "SLIP-1035",
          "nothing is said to run: no service, no database",
          "add services: { web: { start: npm start } }, with the command that runs yours; slipway"
              + " init writes them from what the folder has");
    }
  }

  private static void source(
      Resolution.Resolved each, String name, Database database, Mistakes mistakes) {
    var source = database.source();
    var place = Places.find(each.tree(), "databases", name, "source");
    if (source.kind() != DataSourceKind.OWN && source.from().isEmpty()) {
      mistakes.add(
          place,
          "SLIP-1025",
          "it isn't said which environment's data it is",
          "write it as in { kind: masked, from: production }");
    }
    if (source.kind() == DataSourceKind.OWN && source.from().isPresent()) {
      mistakes.add(
          place,
          "SLIP-1025",
          "from names an environment, but the data is its own",
          "write kind: masked, copy or shared, or remove from");
    }
    if (source.from().filter(each.environment().name()::equals).isPresent()) {
      mistakes.add(
          place,
          "SLIP-1025",
          "an environment can't be fed from itself",
          "name another environment, or remove source");
    }
  }

  private static void notices(Subject subject, Mistakes mistakes) {
    each(subject.app().notices(), index -> subject.place("notices", index), mistakes);
    for (var each : subject.environments()) {
      each(
          each.environment().settings().notices(),
          index -> Places.find(each.tree(), "environment", "notices", index),
          mistakes);
    }
  }

  private static void each(
      List<Notice> notices, java.util.function.IntFunction<Place> place, Mistakes mistakes) {
    for (var i = 0; i < notices.size(); i++) {
      var notice = notices.get(i);
      var ways =
          Stream.of(notice.slack(), notice.webhook(), notice.mail())
              .filter(Optional::isPresent)
              .count();
      if (ways != 1) {
        mistakes.add(
            place.apply(i),
            "SLIP-1025",
            "a notice has one of slack, webhook and mail, and this has " + ways,
            "write one entry of the list for each");
      }
    }
  }

  private static void exactlyOne(
      Place place,
      Mistakes mistakes,
      String first,
      boolean hasFirst,
      String second,
      boolean hasSecond) {
    if (hasFirst && hasSecond) {
      mistakes.add(
          place, "SLIP-1025", first + " and " + second + " exclude each other", "keep one of them");
    } else if (!hasFirst && !hasSecond) {
      mistakes.add(place, "SLIP-1025", "needs " + first + " or " + second, "add one of them");
    }
  }
}
