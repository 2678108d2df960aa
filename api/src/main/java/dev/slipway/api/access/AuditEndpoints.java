package dev.slipway.api.access;

import dev.slipway.access.Access;
import dev.slipway.access.audit.AuditEntry;
import dev.slipway.access.audit.AuditHead;
import dev.slipway.access.audit.AuditQuery;
import dev.slipway.access.audit.AuditVerdict;
import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Text;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.access.AuditPage;
import dev.slipway.protocol.access.AuditRetentionRule;
import dev.slipway.protocol.access.AuditVerification;
import dev.slipway.protocol.access.PruneAudit;
import dev.slipway.protocol.access.PrunedAudit;
import dev.slipway.protocol.access.VerifyAudit;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The audit log: read, verified, exported. */
public final class AuditEndpoints {
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 1000;

  private final Access access;

  public AuditEndpoints(Access access) {
    this.access = access;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                "/v1/audit",
                "Who did what, newest first; by who, app, environment, since, before a number",
                AuditPage.class,
                this::page)
            .needs(Permission.READ_AUDIT, "audit.read"),
        Endpoint.post(
                "/v1/audit/verify",
                "Follows the whole chain",
                VerifyAudit.class,
                AuditVerification.class,
                this::verify)
            .needs(Permission.READ_AUDIT, "audit.verify"),
        Endpoint.get(
                "/v1/audit/retention",
                "For how long entries are kept",
                AuditRetentionRule.class,
                call -> rule())
            .needs(Permission.READ_AUDIT, "audit.read"),
        Endpoint.put(
                "/v1/audit/retention",
                "From now on older entries are removed each hour",
                AuditRetentionRule.class,
                AuditRetentionRule.class,
                this::rule)
            .needs(Permission.ADMINISTER, "audit.retention"),
        Endpoint.post(
                "/v1/audit/prune",
                "Removes older entries now; the chain of the others still verifies",
                PruneAudit.class,
                PrunedAudit.class,
                this::prune)
            .needs(Permission.ADMINISTER, "audit.shorten"),
        Endpoint.get(
                "/v1/audit/export",
                "Every entry as a line of JSON, oldest first; verified without us",
                Text.class,
                call ->
                    new Text(
                        "application/jsonl; charset=utf-8", out -> access.auditExport().write(out)))
            .needs(Permission.READ_AUDIT, "audit.export"));
  }

  private AuditPage page(Call call) {
    var limit = (int) call.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    var query =
        AuditQuery.newest(limit)
            .before(call.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE))
            .in(call.query("app").orElse(""), call.query("environment").orElse(""));
    var who = call.query("who");
    if (who.isPresent()) {
      query = query.by(personId(who.get()));
    }
    var since = call.query("since");
    if (since.isPresent()) {
      query = query.since(instant(since.get()));
    }
    var entries = access.audit().read(query);
    return new AuditPage(
        entries.stream().map(AuditEndpoints::line).toList(),
        entries.size() < limit ? null : entries.getLast().number());
  }

  private String personId(String who) {
    return who.contains("@")
        ? access.people().withEmail(who).map(person -> person.id()).orElse(who)
        : who;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8404",
              "since: \"" + text + "\" is not a time",
              "write it as 2026-11-21T09:00:00Z")
          .exception(e);
    }
  }

  private static AuditPage.Entry line(AuditEntry entry) {
    var event = entry.event();
    return new AuditPage.Entry(
        entry.number(),
        entry.at(),
        entry.actor().name(),
        entry.actor().address(),
        event.action(),
        entry.outcome().name().toLowerCase(Locale.ROOT),
        event.target(),
        event.application(),
        event.environment(),
        event.change().before(),
        event.change().after());
  }

  private AuditRetentionRule rule() {
    var kept = access.auditRetention().rule();
    return new AuditRetentionRule(kept.map(Durations::write).orElse(null));
  }

  private AuditRetentionRule rule(Call call) {
    var before = access.auditRetention().rule();
    var asked = call.body(AuditRetentionRule.class).keep();
    var kept = Optional.ofNullable(asked).map(AuditEndpoints::duration);
    access.auditRetention().rule(kept);
    call.changed(said(before), said(kept));
    return rule();
  }

  private static Map<String, String> said(Optional<Duration> kept) {
    return Map.of("kept", kept.map(Durations::write).orElse("for good"));
  }

  private PrunedAudit prune(Call call) {
    var kept = duration(call.body(PruneAudit.class).keep());
    var removed = access.auditRetention().prune(kept);
    call.changed(
        Map.of(), Map.of("kept", Durations.write(kept), "removed", Long.toString(removed)));
    return switch (access.audit().verify(List.of())) {
      case AuditVerdict.Intact intact ->
          new PrunedAudit(removed, intact.entries(), intact.head().write());
      case AuditVerdict.Broken broken ->
          throw Problem.of(
                  Problem.Kind.CONFLICT,
                  "SLIP-8004",
                  "the audit log is broken at entry " + broken.number() + ": " + broken.fact(),
                  "keep a copy before anything else: slipway audit export")
              .exception();
    };
  }

  private static Duration duration(String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.BAD_INPUT,
                        "SLIP-8518",
                        "keep: \"" + text + "\" is not a duration",
                        "write it as 365d")
                    .exception());
  }

  private AuditVerification verify(Call call) {
    var heads = call.body(VerifyAudit.class).heads();
    var kept = heads == null ? List.<AuditHead>of() : heads.stream().map(AuditHead::parse).toList();
    return switch (access.audit().verify(kept)) {
      case AuditVerdict.Intact intact ->
          new AuditVerification(true, intact.entries(), intact.head().write(), null, null);
      case AuditVerdict.Broken broken ->
          new AuditVerification(false, broken.number(), null, broken.number(), broken.fact());
    };
  }
}
