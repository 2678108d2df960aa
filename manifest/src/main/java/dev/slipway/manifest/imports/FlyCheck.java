package dev.slipway.manifest.imports;

import dev.slipway.kit.Durations;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;

/** A check of a fly.toml, in its service or beside it. */
final class FlyCheck {
  private FlyCheck() {}

  static void read(String name, Node check, Import into) {
    into.each(
        check,
        (key, value) -> {
          var time = Import.text(value).flatMap(text -> Commands.duration(text, "ms"));
          switch (key) {
            case "path" ->
                Import.text(value)
                    .map(path -> path.replaceFirst("[?#].*$", ""))
                    .filter(Format.PATH::matches)
                    .ifPresentOrElse(
                        path -> into.carry(value, path, "services", name, "health", "path"),
                        () -> into.note(value, "not a path"));
            case "interval", "timeout" ->
                time.ifPresentOrElse(
                    text -> into.carry(value, text, "services", name, "health", key),
                    () -> into.note(value, "not a duration"));
            case "grace_period" ->
                time.ifPresentOrElse(
                    text -> {
                      // Fly waits so long before it asks; here it is all the time there is.
                      var isShort =
                          Durations.parse(text).filter(given -> given.toSeconds() < 30).isPresent();
                      into.carry(
                          value, isShort ? "30s" : text, "services", name, "health", "within");
                    },
                    () -> into.note(value, "not a duration"));
            default ->
                into.note(value, "not needed: health is asked with GET by the edge's own way");
          }
        });
  }
}
