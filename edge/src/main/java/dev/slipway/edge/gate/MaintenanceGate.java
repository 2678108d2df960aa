package dev.slipway.edge.gate;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.protocol.edge.Maintenance;
import dev.slipway.protocol.edge.Maintenance.Mode;
import dev.slipway.protocol.edge.Pass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Closes a site to the public, and knows who passes all the same. */
final class MaintenanceGate {
  private static final Duration LONGEST_PASS = Duration.ofHours(12);

  private final String environment;
  private final Maintenance maintenance;
  private final List<Network> networks;
  private final Answer page;
  private final Answer json;

  MaintenanceGate(String environment, Maintenance maintenance) {
    this.environment = environment;
    this.maintenance = maintenance;
    this.networks =
        maintenance.bypass().networks().stream()
            .map(Network::parse)
            .flatMap(Optional::stream)
            .toList();
    var retry = "retry-after: " + Math.max(1, maintenance.retryAfter().toSeconds()) + "\r\n";
    var html = maintenance.page();
    this.page = Answer.page(503, html == null ? DefaultPage.html(maintenance) : html, retry);
    this.json =
        Answer.problem(
            503,
            maintenance.mode() == Mode.FULL
                ? "closed for maintenance"
                : "read-only for maintenance: nothing can be changed now",
            retry);
  }

  @Nullable Answer check(RequestHead request, Visitor visitor, Instant now) {
    if (request.pathIs(Pass.PATH)) {
      return pass(request, visitor, now);
    }
    var writes = !request.method().safe();
    if (maintenance.mode() == Mode.READ_ONLY && !writes) {
      return null;
    }
    if (isOpen(request) || mayPass(request, visitor, now)) {
      return null;
    }
    var accept = request.lines().text(Field.ACCEPT);
    var person =
        accept != null
            && accept.contains("text/html")
            && (request.method() == Method.GET || request.method() == Method.HEAD);
    return person ? page : json;
  }

  private boolean isOpen(RequestHead request) {
    for (var path : maintenance.openPaths()) {
      if (request.pathIsBelow(path)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayPass(RequestHead request, Visitor visitor, Instant now) {
    for (var network : networks) {
      if (network.contains(visitor.address())) {
        return true;
      }
    }
    var secret = maintenance.bypass().header();
    var given = request.lines().text(Field.X_SLIPWAY_BYPASS);
    if (secret != null && given != null && same(secret, given)) {
      return true;
    }
    var key = maintenance.bypass().key();
    var cookie = key == null ? null : Cookies.value(request.lines(), Pass.COOKIE);
    return key != null && cookie != null && Pass.holds(key, environment, cookie, now);
  }

  private static boolean same(String secret, String given) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The one-click link: a token that holds becomes a cookie. */
  private Answer pass(RequestHead request, Visitor visitor, Instant now) {
    var key = maintenance.bypass().key();
    var query = request.query();
    if (key == null
        || !query.startsWith("token=")
        || !Pass.holds(key, environment, query.substring("token=".length()), now)) {
      return Answer.problem(403, "this link does not hold, or not any more");
    }
    var cookie =
        "set-cookie: %s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s\r\ncache-control: no-store\r\n"
            .formatted(
                Pass.COOKIE,
                query.substring("token=".length()),
                LONGEST_PASS.toSeconds(),
                visitor.secure() ? "; Secure" : "");
    return Answer.redirect(303, "/", cookie);
  }
}
