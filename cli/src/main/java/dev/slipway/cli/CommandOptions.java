package dev.slipway.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a command runs, and the command. */
final class CommandOptions {
  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "which")
  private String environment = "";

  @Parameters(
      index = "2..*",
      paramLabel = "COMMAND",
      description = "after --: words as they are, or one text for /bin/sh")
  private List<String> words = List.of();

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "with what this service has (default: the one that people reach)")
  private @Nullable String service;

  @Option(
      names = "--release",
      paramLabel = "vN",
      description = "of this release (default: serving)")
  private @Nullable String release;

  Optional<String> service() {
    return Optional.ofNullable(service);
  }

  Optional<String> release() {
    return Optional.ofNullable(release);
  }

  /** A line for the shell: one text is that already, several words are kept as they are. */
  Optional<String> command() {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        words.size() == 1
            ? words.getFirst()
            : "exec "
                + words.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" ")));
  }

  String path(String what) {
    return "/v1/apps/"
        + AppOptions.encoded(app)
        + "/environments/"
        + AppOptions.encoded(environment)
        + "/"
        + what;
  }
}
