package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.gate.Cookies;
import dev.slipway.edge.gate.CorsGate;
import dev.slipway.edge.gate.SiteGate.Allowance;
import dev.slipway.edge.gate.Visitor;
import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.edge.pool.Balancer;
import dev.slipway.edge.pool.CompiledPool;
import dev.slipway.edge.proxy.Compression.Encoder;
import dev.slipway.edge.table.CompiledSite;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a site adds to the answer of one request: its headers, whose page may read it, what a rate
 * limit leaves, the cookie that brings the client back.
 */
final class Additions {
  private static final String STICKY = "slipway_at";
  private static final Set<Field> CORS_AND_ENCODED = EnumSet.copyOf(CorsGate.REPLACED);

  static {
    CORS_AND_ENCODED.addAll(Compression.REPLACED);
  }

  private final CompiledSite site;
  private final boolean secure;
  private final @Nullable Allowance allowance;
  private final @Nullable String origin;
  private @Nullable CompiledPool pool;
  private @Nullable String stickyTo;

  Additions(CompiledSite site, RequestHead request, Visitor visitor, long nanos) {
    this.site = site;
    this.secure = visitor.secure();
    this.allowance = site.gate().count(request, visitor, nanos);
    var cors = site.gate().cors();
    this.origin = cors == null ? null : cors.allowed(request);
  }

  /** The answer to a client that asked too often, or null. */
  @Nullable Answer refusal() {
    return allowance == null ? null : allowance.refusal();
  }

  void routedTo(CompiledPool routed, RequestHead request) {
    if (routed.pool().policy().sticky()) {
      pool = routed;
      stickyTo = Cookies.value(request.lines(), STICKY);
    }
  }

  /** Where the client was before, or null. */
  @Nullable String stickyTo() {
    return stickyTo;
  }

  /** The fields of an instance's answer that are written anew; null: none. */
  static @Nullable Set<Field> replaced(@Nullable Additions additions, @Nullable Encoder encoder) {
    var cors = additions != null && additions.site.gate().cors() != null;
    if (encoder != null) {
      return cors ? CORS_AND_ENCODED : Compression.REPLACED;
    }
    return cors ? CorsGate.REPLACED : null;
  }

  /**
   * @param given the fields of an instance's answer; null: the answer is the edge's own
   */
  void addTo(HeadBuffer out, @Nullable HeaderLines given, @Nullable Lane lane) {
    site.added(secure).addTo(out, given);
    var cors = site.gate().cors();
    if (cors != null) {
      cors.addTo(out, origin);
    }
    if (allowance != null && allowance.refusal() == null) {
      out.add(allowance.lines());
    }
    if (pool != null && lane != null) {
      addSticky(out, pool, lane);
    }
  }

  private void addSticky(HeadBuffer out, CompiledPool routed, Lane lane) {
    var here = Balancer.sticky(routed, lane.instance());
    if (here != null && !here.equals(stickyTo)) {
      out.add("set-cookie: ")
          .add(STICKY)
          .add('=')
          .add(here)
          .add("; Path=/; HttpOnly; SameSite=Lax\r\n");
    }
  }
}
