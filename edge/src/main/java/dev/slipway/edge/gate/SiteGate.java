package dev.slipway.edge.gate;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.protocol.edge.Site;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Everything that stands between a site's visitors and its instances. */
public final class SiteGate {
  /** Certificate authorities ask over plain HTTP, whatever else is redirected. */
  private static final String CHALLENGES = "/.well-known/acme-challenge";

  private static final int HTTPS = 443;

  private final Site site;
  private final @Nullable MaintenanceGate maintenance;
  private final @Nullable CorsGate cors;
  private final List<RateGate> rates;
  private final long mostBytes;

  public SiteGate(Site site) {
    this.site = site;
    var closed = site.maintenance();
    this.maintenance = closed == null ? null : new MaintenanceGate(site.environment(), closed);
    var origins = site.policy().cors();
    this.cors = origins == null ? null : new CorsGate(origins);
    this.rates = site.policy().rateLimits().stream().map(RateGate::new).toList();
    this.mostBytes = site.policy().limits().bodyBytes();
  }

  /**
   * What a gate asks the edge.
   *
   * @param httpsPort where TLS is served; 0: nowhere
   */
  public record Surroundings(InstantSource clock, IntSupplier httpsPort) {}

  /** Takes over what clients have used up so far, where the limits stayed the same. */
  public void continueFrom(SiteGate before) {
    for (var rate : rates) {
      for (var old : before.rates) {
        if (rate.limit().equals(old.limit())) {
          rate.continueFrom(old);
        }
      }
    }
  }

  public @Nullable CorsGate cors() {
    return cors;
  }

  /** Largest body of a request; 0: no limit. */
  public long mostBytes() {
    return mostBytes;
  }

  /**
   * Looks at a request before it is passed on.
   *
   * @return the answer that it gets instead, or null
   */
  public @Nullable Answer check(RequestHead request, Visitor visitor, Surroundings around) {
    var httpsPort = around.httpsPort().getAsInt();
    if (site.https().redirect()
        && !visitor.secure()
        && httpsPort != 0
        && !request.pathIsBelow(CHALLENGES)
        && !isPlain(request)
        && !cameByTls(request, visitor)) {
      return toHttps(request, httpsPort);
    }
    if (maintenance != null) {
      var closed = maintenance.check(request, visitor, around.clock().instant());
      if (closed != null) {
        return closed;
      }
    }
    if (cors != null) {
      var preflight = cors.check(request);
      if (preflight != null) {
        return preflight;
      }
    }
    if (mostBytes > 0 && request.bodyLength() > mostBytes) {
      return tooLarge();
    }
    return null;
  }

  private boolean isPlain(RequestHead request) {
    var plain = site.https().plain();
    for (var i = 0; i < plain.size(); i++) {
      if (request.pathIs(plain.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Only this machine is believed: a TLS server in front of the edge, or the control plane. */
  private static boolean cameByTls(RequestHead request, Visitor visitor) {
    return visitor.address().isLoopbackAddress()
        && "https".equals(request.lines().text(Field.X_FORWARDED_PROTO));
  }

  public Answer tooLarge() {
    return Answer.problem(413, "the body is larger than " + mostBytes + " bytes");
  }

  /**
   * Counts a request against the limits.
   *
   * @return null when no limit covers it
   */
  public @Nullable Allowance count(RequestHead request, Visitor visitor, long nanos) {
    Allowance least = null;
    for (var i = 0; i < rates.size(); i++) {
      var rate = rates.get(i);
      if (!rate.covers(request)) {
        continue;
      }
      var client = rate.client(request, visitor);
      var remaining = rate.take(client, nanos);
      if (remaining < 0) {
        return new Allowance(rate.refusal(client, nanos), "", -1);
      }
      if (least == null || remaining < least.remaining()) {
        least = new Allowance(null, rate.lines(remaining), remaining);
      }
    }
    return least;
  }

  /**
   * What a limit leaves a client.
   *
   * @param refusal null while it is within the limit
   * @param lines for the answer's head
   */
  public record Allowance(@Nullable Answer refusal, String lines, int remaining) {}

  private static Answer toHttps(RequestHead request, int httpsPort) {
    var bytes = request.bytes();
    var end = request.hostStart();
    for (var inBrackets = false; end < request.hostEnd(); end++) {
      inBrackets = bytes[end] == '[' || inBrackets && bytes[end] != ']';
      if (bytes[end] == ':' && !inBrackets) {
        break;
      }
    }
    var host =
        new String(
            bytes, request.hostStart(), end - request.hostStart(), StandardCharsets.US_ASCII);
    // Who came by the usual port comes by the usual port again, wherever that one leads.
    var port = httpsPort == HTTPS || end == request.hostEnd() ? "" : ":" + httpsPort;
    return Answer.redirect(308, "https://" + host + port + request.target(), "");
  }
}
