package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.operation.OperationPage;
import dev.slipway.protocol.operation.OperationSummary;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "operations",
    description = "Lists operations, newest first: who asked for what, and how it came out.",
    footer = {"", "Example:", "  slipway operations --target ledger/production --state failed"})
final class OperationsVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--target", paramLabel = "APP/ENVIRONMENT", description = "only of this target")
  private @Nullable String target;

  @Option(names = "--type", description = "only of this type, such as deploy")
  private @Nullable String type;

  @Option(
      names = "--state",
      description = "only in these states, such as running,waiting,needs-attention")
  private @Nullable String state;

  @Option(names = "--before", paramLabel = "NUMBER", description = "only before this number")
  private @Nullable Long before;

  @Option(names = "--limit", defaultValue = "20", description = "how many (default: 20)")
  private int limit;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  OperationsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var page = api.get("/v1/operations?limit=" + limit + filters(), OperationPage.class);
      if (json) {
        return printJson(page);
      }
      page.operations().forEach(this::print);
      page.before().ifPresent(more -> terminal().line("More: slipway operations --before " + more));
      if (page.operations().isEmpty()) {
        terminal().line("No operations.");
      }
      return DONE;
    }
  }

  private String filters() {
    return filter("target", target)
        + filter("type", type)
        + filter("state", state)
        + filter("before", before);
  }

  private static String filter(String name, @Nullable Object value) {
    return value == null
        ? ""
        : "&" + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
  }

  private void print(OperationSummary one) {
    var now = Instant.now();
    var took =
        one.beganAt()
            .map(began -> Duration.between(began, one.endedAt().orElse(now)))
            .map(Durations::human)
            .orElse("");
    terminal()
        .line(
            String.format(
                    "%s %6d  %-10s %-34s %-16s %-10s %-12s %s ago",
                    OperationVerb.mark(terminal(), one.state()),
                    one.number(),
                    one.type(),
                    one.title(),
                    one.state().word(),
                    took,
                    one.request().who(),
                    Durations.human(Duration.between(one.requestedAt(), now)))
                .stripTrailing());
    if (wantsWords(one)) {
      terminal().line(terminal().faint("          " + one.outcome()));
    }
  }

  /** What went well needs no sentence, and a cancel was somebody's wish. */
  private static boolean wantsWords(OperationSummary one) {
    return switch (one.state()) {
      case SUCCEEDED, CANCELLED -> false;
      default -> !one.outcome().isEmpty();
    };
  }
}
