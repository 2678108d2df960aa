package dev.slipway.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a role counts. */
final class ScopeOptions {
  @Option(names = "--app", paramLabel = "NAME", description = "where (default: everywhere)")
  private @Nullable String app;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "where (default: every one)")
  private @Nullable String environment;

  @Nullable String app() {
    return app;
  }

  @Nullable String environment() {
    return environment;
  }
}
