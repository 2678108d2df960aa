package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Settlement;
import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationPage;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.OperationSummary;
import dev.slipway.protocol.operation.Reason;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.operation.SettleRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Operations over HTTP: listed, shown, streamed live, cancelled, settled. */
public final class OperationEndpoints {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 500;

  private final Operations operations;

  public OperationEndpoints(Operations operations) {
    this.operations = operations;
  }

  public List<Endpoint> list() {
    var one = "/v1/operations/{number}";
    return List.of(
        Endpoint.get(
                "/v1/operations",
                "Operations, newest first; by target, type, state, before a number",
                OperationPage.class,
                this::page)
            .needs(Right.ofAnybodyKnown("operation.list"))
            .asks(
                Query.limit(USUAL_PAGE, LARGEST_PAGE),
                Query.before(),
                Query.text("target", "such as ledger/production"),
                Query.text("type", "such as deploy"),
                Query.text("state", "one or several, separated by commas")),
        Endpoint.get(one, "One operation with its steps", OperationDetail.class, this::show)
            .needs(Right.byHandler(Permission.VIEW, "operation.read")),
        Endpoint.get(
                one + "/events",
                "The events of an operation as they happen, after a number or Last-Event-ID",
                EventStream.class,
                this::events)
            .needs(Right.byHandler(Permission.VIEW, "operation.read"))
            .asks(
                Query.number(
                    "after", "what came after this number", new Query.Whole(0, 0, Long.MAX_VALUE))),
        Endpoint.post(
                one + "/cancel",
                "Stops an operation and undoes what it did",
                Reason.class,
                OperationDetail.class,
                this::cancel)
            .needs(Right.byHandler(Permission.DEPLOY, "operation.cancel")),
        Endpoint.post(
                one + "/settle",
                "Settles an operation that needs attention: undo-again or accept",
                SettleRequest.class,
                OperationDetail.class,
                this::settle)
            .needs(Right.byHandler(Permission.MAINTAIN, "operation.settle")));
  }

  /**
   * A page shows what the caller may see of it; the next page begins where it ends all the same.
   */
  private Object page(Call call) {
    var limit = (int) call.number("limit");
    var before = call.number("before");
    var page =
        operations.list(
            new Filter(
                call.query("target"),
                call.query("type"),
                states(call.query("state")),
                before == 0 ? Optional.empty() : Optional.of(before),
                limit));
    var seen = page.operations().stream().filter(one -> maySee(call, one)).toList();
    return new OperationPage(seen, page.before());
  }

  private static boolean maySee(Call call, OperationSummary one) {
    var target = Target.of(one);
    return call.may(Permission.VIEW, target.app(), target.environment());
  }

  /** What operations work on is written application/environment. */
  private record Target(String app, String environment) {
    static Target of(OperationSummary one) {
      var parts = one.target().split("/", 3);
      return new Target(parts[0], parts.length > 1 ? parts[1] : "");
    }
  }

  /** The operation, once it is known that the caller may do that with it. */
  private OperationDetail demand(Call call, Permission permission) {
    var detail = operations.show(number(call));
    var target = Target.of(detail.summary());
    call.concerns(detail.summary().number() + " " + detail.summary().title());
    call.demand(permission, target.app(), target.environment());
    return detail;
  }

  private static Set<OperationState> states(Optional<String> query) {
    return query.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(OperationEndpoints::state)
        .collect(Collectors.toSet());
  }

  private static OperationState state(String word) {
    try {
      return OperationState.of(word);
    } catch (IllegalArgumentException e) {
      var known = new ArrayList<String>();
      for (var state : OperationState.values()) {
        known.add(state.word());
      }
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-3006",
              "state: \"" + word + "\" is no state of an operation",
              "write one of " + String.join(", ", known))
          .exception(e);
    }
  }

  private Object show(Call call) {
    return demand(call, Permission.VIEW);
  }

  private Object events(Call call) {
    var number = number(call);
    // So that an unknown number is told as a problem and not as a stream that never speaks.
    demand(call, Permission.VIEW);
    var after = Math.max(call.number("after"), lastSeen(call));
    return (EventStream) sink -> stream(number, after, sink);
  }

  private static long lastSeen(Call call) {
    return call.header("Last-Event-ID")
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  private void stream(long number, long after, EventStream.Sink sink)
      throws IOException, InterruptedException {
    var last = after;
    while (true) {
      // Asked before the events are read: what ended it is among them.
      var ended = operations.show(number).summary().state().hasEnded();
      var events =
          ended ? operations.events(number, last) : operations.awaitEvents(number, last, HEARTBEAT);
      for (var event : events) {
        sink.event(Long.toString(event.number()), "happening", event);
        last = event.number();
      }
      if (events.isEmpty()) {
        if (ended) {
          return;
        }
        sink.heartbeat();
      }
    }
  }

  private Object cancel(Call call) {
    var number = demand(call, Permission.DEPLOY).summary().number();
    var why = Optional.ofNullable(call.body(Reason.class).why()).orElse("");
    operations.cancel(number, new Request(call.caller().name(), call.caller().from(), why));
    return operations.show(number);
  }

  private Object settle(Call call) {
    var number = demand(call, Permission.MAINTAIN).summary().number();
    var asked = call.body(SettleRequest.class);
    var why = Optional.ofNullable(asked.why()).orElse("");
    operations.settle(
        number,
        settlement(String.valueOf(asked.settlement())),
        new Request(call.caller().name(), call.caller().from(), why));
    return operations.show(number);
  }

  private static Settlement settlement(String word) {
    try {
      return Settlement.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-3007",
              "settlement: \"" + word + "\" is no way to settle an operation",
              "write undo-again or accept")
          .exception(e);
    }
  }

  private static long number(Call call) {
    return Numbers.parse("operation", call.path("number"));
  }
}
