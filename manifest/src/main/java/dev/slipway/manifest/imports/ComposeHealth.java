package dev.slipway.manifest.imports;

import dev.slipway.kit.Durations;
import dev.slipway.manifest.tree.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A health check of a compose file. */
final class ComposeHealth {
  private final Import into;
  private final String name;

  ComposeHealth(Import into, String name) {
    this.into = into;
    this.name = name;
  }

  void read(Node health) {
    into.each(
        health,
        (key, value) -> {
          switch (key) {
            case "test" -> test(value);
            case "interval" -> duration(value, "interval");
            case "timeout" -> duration(value, "timeout");
            case "start_period" -> duration(value, "within");
            case "retries" ->
                Import.text(value)
                    .filter(text -> text.matches("[1-9]\\d?"))
                    .ifPresentOrElse(
                        text ->
                            into.carry(
                                value,
                                Integer.valueOf(text),
                                "services",
                                name,
                                "health",
                                "failures"),
                        () -> into.note(value, "not a number from 1 to 99"));
            case "disable" -> into.note(value, "an open port is asked for all the same");
            default -> into.note(value, "Slipway has no such setting of health");
          }
        });
    // Ready has to be possible within the time that one answer may take.
    var timeout =
        into.draft()
            .text("services", name, "health", "timeout")
            .flatMap(Durations::parse)
            .orElse(Duration.ofSeconds(5));
    var within =
        into.draft()
            .text("services", name, "health", "within")
            .flatMap(Durations::parse)
            .orElse(Duration.ofSeconds(30));
    if (within.compareTo(timeout) < 0 || within.compareTo(Duration.ofSeconds(30)) < 0) {
      var longer = timeout.compareTo(Duration.ofSeconds(30)) > 0 ? timeout : Duration.ofSeconds(30);
      into.draft().replace(Durations.write(longer), "services", name, "health", "within");
    }
  }

  private void test(Node test) {
    var words =
        test instanceof Node.Sequence list
            ? list.items().stream().map(Import::text).flatMap(Optional::stream).toList()
            : List.<String>of();
    if (words.equals(List.of("NONE"))) {
      into.note(test, "an open port is asked for all the same");
      return;
    }
    var first = words.isEmpty() ? "" : words.getFirst();
    Optional<String> command =
        switch (first) {
          case "CMD-SHELL" -> Optional.of(String.join(" ", words.subList(1, words.size())));
          case "CMD" ->
              Commands.line(
                  new Node.Sequence(
                      test.place(), ((Node.Sequence) test).items().subList(1, words.size())));
          default -> Commands.line(test);
        };
    var text =
        command
            .map(line -> Interpolation.of(line.replaceAll("\\s*\\n\\s*", " ")).text().strip())
            .orElse("");
    if (text.isEmpty()) {
      into.note(test, "an empty test");
      return;
    }
    var path = Commands.askedPath(text);
    var isWeb = into.draft().has("services", name, "port") || path.isPresent();
    if (path.isPresent() && isWeb) {
      into.carry(test, path.get(), "services", name, "health", "path");
      portOf(text).ifPresent(port -> into.draft().put(port, "services", name, "port"));
    } else {
      into.draft().put("command", "services", name, "health", "kind");
      into.carry(test, text, "services", name, "health", "command");
    }
  }

  private static Optional<Integer> portOf(String command) {
    var match =
        Pattern.compile("https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0):(\\d{2,5})")
            .matcher(command);
    return match.find() ? Optional.of(Integer.valueOf(match.group(1))) : Optional.empty();
  }

  private void duration(Node value, String key) {
    Import.text(value)
        .flatMap(text -> Commands.duration(text, "s"))
        .ifPresentOrElse(
            time -> into.carry(value, time, "services", name, "health", key),
            () -> into.note(value, "not a duration"));
  }
}
