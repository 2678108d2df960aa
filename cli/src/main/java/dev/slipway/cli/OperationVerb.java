package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.operation.Figure;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.Reason;
import dev.slipway.protocol.operation.SettleRequest;
import dev.slipway.protocol.operation.StepRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "operation",
    description = "Shows, follows, cancels or settles one operation.",
    footer = {
      "",
      "Example:",
      "  slipway operation show 41       its steps, input and outcome",
      "  slipway operation follow 41     the same, live until it has ended",
      "  slipway operation cancel 41 --why \"wrong branch\"",
      "  slipway operation undo-again 41, slipway operation accept 41",
      "                                  when an undo failed and it needs attention"
    })
final class OperationVerb extends Verb {
  private static final MathContext DIGITS = new MathContext(4);

  private enum Doing {
    show,
    follow,
    cancel,
    undo_again,
    accept;

    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "VERB", description = "${COMPLETION-CANDIDATES}")
  private Doing doing = Doing.show;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "of the operation")
  private long number;

  @Option(names = "--why", description = "kept with a cancel or a settlement")
  private @Nullable String why;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  OperationVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = "/v1/operations/" + number;
      var reason = Optional.ofNullable(why).orElse("");
      return switch (doing) {
        case show -> show(api.get(path, OperationDetail.class));
        case follow -> follow(api);
        case cancel -> {
          api.post(path + "/cancel", new Reason(reason), OperationDetail.class);
          yield json ? show(api.get(path, OperationDetail.class)) : cancelled(api);
        }
        case undo_again, accept ->
            show(
                api.post(
                    path + "/settle",
                    new SettleRequest(doing.toString(), reason),
                    OperationDetail.class));
      };
    }
  }

  private int follow(ApiClient api) {
    var end = new FollowedOperation(api, terminal(), number).follow();
    return end == OperationState.SUCCEEDED ? DONE : FAILED;
  }

  /** That it is undone is what was asked for. */
  private int cancelled(ApiClient api) {
    var end = new FollowedOperation(api, terminal(), number).follow();
    return end == OperationState.CANCELLED ? DONE : FAILED;
  }

  private int show(OperationDetail detail) {
    if (json) {
      return printJson(detail);
    }
    var one = detail.summary();
    terminal().line(terminal().strong(one.number() + "  " + one.title()));
    line("Target", one.target());
    line("State", one.state().word());
    line(
        "Asked for",
        one.request().who() + ", " + one.request().from() + ", " + Times.said(one.requestedAt()));
    line("Took", took(one.beganAt(), one.endedAt()));
    line("Why", one.request().why());
    line("Outcome", one.outcome());
    detail.waitsFor().ifPresent(key -> line("Waits for", key));
    detail.wakesAt().ifPresent(time -> line("Wakes at", time.toString()));
    line("Input", detail.input().toString());
    detail.steps().forEach(this::step);
    detail
        .problem()
        .filter(problem -> !problem.hint().isEmpty())
        .ifPresent(problem -> terminal().line("Hint: " + problem.hint()));
    return DONE;
  }

  private void line(String name, String text) {
    if (!text.isEmpty()) {
      terminal().line(String.format("  %-11s %s", name, text));
    }
  }

  private void step(StepRecord step) {
    var problem = step.problem().map(cause -> cause.fact()).orElse("");
    terminal()
        .line(
            String.format(
                    "  %-14s %-11s %10s  %s",
                    step.name(),
                    step.state().word(),
                    took(step.beganAt(), step.endedAt()),
                    problem.isEmpty() ? step.summary() : problem)
                .stripTrailing());
    if (!step.figures().isEmpty()) {
      var figures = step.figures().stream().map(OperationVerb::figure);
      terminal().line(" ".repeat(41) + figures.collect(Collectors.joining(" · ")));
    }
  }

  private static String figure(Figure one) {
    var number = BigDecimal.valueOf(one.value()).round(DIGITS).stripTrailingZeros();
    return (one.name() + " " + number.toPlainString() + " " + one.unit()).strip();
  }

  private static String took(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(began -> to.map(ended -> Duration.between(began, ended)))
        .map(Durations::human)
        .orElse("");
  }

  static String mark(Terminal terminal, OperationState state) {
    return switch (state) {
      case SUCCEEDED -> terminal.good("✔");
      case FAILED -> terminal.bad("✖");
      case NEEDS_ATTENTION -> terminal.bad("!");
      case CANCELLED -> terminal.faint("–");
      case QUEUED -> terminal.faint("○");
      case WAITING -> terminal.caution("…");
      case RUNNING -> "▸";
      case UNDOING -> "↺";
    };
  }
}
