package dev.slipway.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** For whom a variable is. */
final class HolderOptions {
  @ArgGroup private @Nullable Choice choice;

  /** One or the other, and neither for all services. */
  static final class Choice {
    @Option(names = "--service", paramLabel = "NAME", description = "only this service")
    private @Nullable String service;

    @Option(
        names = "--group",
        paramLabel = "NAME",
        description = "the services of this shared group")
    private @Nullable String group;
  }

  String text() {
    if (choice != null && choice.service != null) {
      return choice.service;
    }
    return choice != null && choice.group != null ? "group:" + choice.group : "*";
  }
}
