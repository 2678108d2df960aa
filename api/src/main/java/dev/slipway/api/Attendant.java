package dev.slipway.api;

import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Attends to one request after another: admits, asks for the right, answers, writes it down. */
final class Attendant {
  static final String JSON = "application/json";
  private static final String BEARER = "Bearer ";

  /** What did not get as far as doing anything; refusals are written down where they are made. */
  private static final Set<Problem.Kind> NOTHING_DONE =
      EnumSet.of(
          Problem.Kind.BAD_INPUT,
          Problem.Kind.NOT_FOUND,
          Problem.Kind.REFUSED,
          Problem.Kind.CONFLICT,
          Problem.Kind.UNAUTHENTICATED);

  private final Guard guard;
  private final Repeats repeats;

  Attendant(Guard guard, Repeats repeats) {
    this.guard = guard;
    this.repeats = repeats;
  }

  void attend(Endpoint endpoint, ServerRequest request, ServerResponse answer) throws Exception {
    var who = guard.admit(token(request), request.remotePeer().host());
    var call = new Call(request, answer, who, guard, endpoint);
    if (endpoint.right().scope() == Right.Scope.PATH) {
      guard.demand(who, endpoint.right().permission(), call.event());
    }
    if (endpoint.changesNothing()) {
      send(endpoint.handler().answer(call), answer);
      return;
    }
    var key = call.header(Repeats.HEADER);
    if (key.isEmpty()) {
      send(change(endpoint, call), answer);
      return;
    }
    var path = endpoint.method() + " " + request.prologue().uriPath().rawPath();
    once(Repeats.Ticket.of(who.personId(), key.get(), path, call.bytes()), endpoint, call, answer);
  }

  private void once(Repeats.Ticket ticket, Endpoint endpoint, Call call, ServerResponse answer)
      throws Exception {
    var earlier = repeats.begin(ticket);
    if (earlier.isPresent()) {
      answer.header("Idempotent-Replay", "true");
      json(earlier.get().getBytes(StandardCharsets.UTF_8), answer);
      return;
    }
    Object result;
    try {
      result = change(endpoint, call);
    } catch (ProblemException e) {
      repeats.giveBack(ticket);
      throw e;
    }
    if (result instanceof ShownOnce) {
      repeats.shownOnce(ticket);
      send(result, answer);
    } else {
      var body = Json.write(result);
      repeats.answered(ticket, body);
      json(body.getBytes(StandardCharsets.UTF_8), answer);
    }
  }

  private Object change(Endpoint endpoint, Call call) throws Exception {
    var who = call.caller().principal();
    try {
      var result = endpoint.handler().answer(call);
      guard.record(who, call.event(), Outcome.DONE);
      return result;
    } catch (ProblemException e) {
      if (!NOTHING_DONE.contains(e.problem().kind())) {
        guard.record(who, call.event(), Outcome.FAILED);
      }
      throw e;
    } catch (RuntimeException e) {
      guard.record(who, call.event(), Outcome.FAILED);
      throw e;
    }
  }

  private static void send(Object result, ServerResponse answer)
      throws IOException, InterruptedException {
    switch (result) {
      case EventStream stream -> ServerSentEvents.write(stream, answer);
      case Text text -> {
        answer.header(HeaderNames.CONTENT_TYPE, text.mediaType());
        answer.header(HeaderNames.CACHE_CONTROL, "no-store");
        try (var out = new OutputStreamWriter(answer.outputStream(), StandardCharsets.UTF_8)) {
          text.content().writeTo(out);
        }
      }
      case ShownOnce once -> json(Json.bytes(once.body()), answer);
      default -> json(Json.bytes(result), answer);
    }
  }

  private static void json(byte[] body, ServerResponse answer) {
    answer.header(HeaderNames.CONTENT_TYPE, JSON);
    answer.send(body);
  }

  private static String token(ServerRequest request) {
    return Optional.of(request.headers().first(HeaderNames.AUTHORIZATION).orElse(""))
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip())
        .orElse("");
  }
}
