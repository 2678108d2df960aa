package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.drafts.Draft;
import dev.slipway.manifest.tree.Node;

/** One of the schedules of a vercel.json. */
final class VercelCron {
  private VercelCron() {}

  static void read(Node cron, Import into) {
    if (!(cron instanceof Node.Mapping mapping)) {
      into.note(cron, "not a schedule");
      return;
    }
    var path =
        mapping
            .value("path")
            .flatMap(Import::text)
            .filter(Format.PATH::matches)
            .or(
                () ->
                    mapping
                        .value("path")
                        .flatMap(Import::text)
                        .filter(text -> text.startsWith("/")));
    var name =
        uniqueJob(
            Import.name("cron" + path.orElse("").replaceFirst("^/(?:api/)?(?:cron/)?", "-")),
            into.draft());
    into.each(
        cron,
        (key, value) -> {
          switch (key) {
            case "path" ->
                path.ifPresentOrElse(
                    text -> into.carry(value, "GET " + text, "jobs", name, "request"),
                    () -> into.note(value, "not a path"));
            case "schedule" ->
                into.carry(value, Import.text(value).orElse(""), "jobs", name, "schedule");
            default -> into.note(value, "Slipway has no such setting of jobs");
          }
        });
  }

  private static String uniqueJob(String name, Draft draft) {
    var unique = name;
    for (var i = 2; draft.has("jobs", unique); i++) {
      unique = (name.length() > 36 ? name.substring(0, 36) : name) + "-" + i;
    }
    return unique;
  }
}
