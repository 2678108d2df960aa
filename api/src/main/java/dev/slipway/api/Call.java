package dev.slipway.api;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One request, as an endpoint sees it. */
public final class Call {
  static final int LONGEST_BODY = 10 << 20;

  private final ServerRequest request;
  private final ServerResponse answer;
  private final Caller caller;
  private final Guard guard;
  private final Endpoint endpoint;
  private byte @Nullable [] bytes;
  private AuditEvent event;

  Call(
      ServerRequest request, ServerResponse answer, Principal who, Guard guard, Endpoint endpoint) {
    this.request = request;
    this.answer = answer;
    this.caller = new Caller(who);
    this.guard = guard;
    this.endpoint = endpoint;
    this.event =
        AuditEvent.of(
            endpoint.right().action(),
            "",
            inPath(endpoint, "app"),
            inPath(endpoint, "environment"));
  }

  private String inPath(Endpoint endpoint, String name) {
    return endpoint.path().contains("{" + name + "}") ? path(name) : "";
  }

  public Caller caller() {
    return caller;
  }

  /** Whether the caller may do something there, for answers that show only what they may see. */
  public boolean may(Permission permission, String app, String environment) {
    return guard.may(caller.principal(), permission, app, environment);
  }

  public boolean maySeeAnyOf(String app) {
    return guard.maySeeAnyOf(caller.principal(), app);
  }

  /** Refuses unless the caller may; the audit log says from now on that it happens there. */
  public void demand(Permission permission, String app, String environment) {
    event = new AuditEvent(event.action(), event.target(), app, environment, event.change());
    guard.demand(caller.principal(), permission, event);
  }

  /** Refuses unless the caller may see secrets where the path says; that they saw them is kept. */
  public void demandSecret(String names) {
    var seen = AuditEvent.of("secret.read", names, event.application(), event.environment());
    guard.demand(caller.principal(), Permission.READ_SECRET, seen);
    guard.record(caller.principal(), seen, AuditEvent.Outcome.DONE);
  }

  /** What it is done to, for the audit log: {@code v53}, {@code STRIPE_KEY}. */
  public void concerns(String target) {
    event =
        new AuditEvent(
            event.action(), target, event.application(), event.environment(), event.change());
  }

  /** What was and what is now, for the audit log; secrets are masked by who calls. */
  public void changed(Map<String, String> before, Map<String, String> after) {
    event = event.changing(before, after);
  }

  /** A refusal that no permission lifts; the audit log keeps it. */
  public ProblemException denied(String code, String fact, String hint) {
    guard.record(caller.principal(), event, AuditEvent.Outcome.DENIED);
    return Problem.of(Problem.Kind.REFUSED, code, fact, hint).exception();
  }

  AuditEvent event() {
    return event;
  }

  /** A part of the path, such as the {@code app} of {@code /v1/apps/{app}}. */
  public String path(String name) {
    return Soundness.text("path " + name, request.path().pathParameters().get(name));
  }

  /** What the query says, held to what the endpoint tells of itself. */
  public Optional<String> query(String name) {
    var told = told(name);
    var value =
        request.query().first(name).asOptional().map(text -> Soundness.text("query " + name, text));
    value.ifPresent(told::demand);
    return value;
  }

  /** What no document tells can't be read: a name that is misspelt here is found by any call. */
  private Query told(String name) {
    return endpoint.extras().queries().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(endpoint.path() + " tells of no " + name));
  }

  /** A whole number of the query, within the limits that the endpoint tells. */
  public long number(String name) {
    var text = query(name);
    if (!(told(name).kind() instanceof Query.Whole(var otherwise, var smallest, var largest))) {
      throw new IllegalStateException(endpoint.path() + ": " + name + " is no number");
    }
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var number = Long.parseLong(text.get());
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, with the limits.
    }
    throw Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-8501",
            "query "
                + name
                + ": \""
                + text.get()
                + "\" is not a number from "
                + smallest
                + " to "
                + largest,
            "")
        .exception();
  }

  public Optional<String> header(String name) {
    return request.headers().first(io.helidon.http.HeaderNames.create(name));
  }

  /** Tells which version the answer shows; who changes it sends that back in If-Match. */
  public void tag(long version) {
    answer.header(HeaderNames.ETAG, "\"" + version + "\"");
  }

  /** The version that the caller has seen and means to change. */
  public Optional<Integer> ifMatch() {
    var text = header("If-Match").map(String::strip).filter(value -> !value.equals("*"));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("\"\\d{1,9}\"")) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8510",
              "If-Match: " + text.get() + " is not one of our versions",
              "send the ETag that the GET of the same path answered")
          .exception();
    }
    return text.map(tag -> Integer.parseInt(tag.substring(1, tag.length() - 1)));
  }

  /** The body as it comes, for endpoints that read it piece by piece. */
  public InputStream input() {
    return request.content().hasEntity()
        ? request.content().inputStream()
        : InputStream.nullInputStream();
  }

  byte[] bytes() {
    if (bytes == null) {
      bytes = read();
    }
    return bytes;
  }

  private byte[] read() {
    var length = request.headers().contentLength().orElse(0);
    try {
      // One more than may be: a body without a length is found to be too long by it.
      var all =
          length > LONGEST_BODY || !request.content().hasEntity()
              ? new byte[0]
              : request.content().inputStream().readNBytes(LONGEST_BODY + 1);
      if (length > LONGEST_BODY || all.length > LONGEST_BODY) {
        throw Problem.of(
                Problem.Kind.BAD_INPUT,
                "SLIP-8502",
                "the body has more than " + LONGEST_BODY + " bytes",
                "")
            .exception();
      }
      return all;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT, "SLIP-8503", "the body ended early: " + e.getMessage(), "")
          .exception(e);
    }
  }

  public <T> T body(Class<T> type) {
    var sent = bytes();
    try {
      var body = Json.read(sent.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : sent, type);
      if (body == null) {
        throw notThat(type, "it is null", null);
      }
      Soundness.demand(body, type);
      return body;
    } catch (JacksonException e) {
      throw notThat(type, firstLine(e), e);
    }
  }

  private static RuntimeException notThat(Class<?> type, String why, @Nullable Exception cause) {
    var problem =
        Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-8503",
            "the body is not a " + type.getSimpleName() + " as JSON: " + why,
            "see /openapi.json for its fields");
    return cause == null ? problem.exception() : problem.exception(cause);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
