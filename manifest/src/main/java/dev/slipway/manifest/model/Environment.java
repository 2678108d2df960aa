package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Keys;
import dev.slipway.manifest.binding.Overrides;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the application runs, and what is different there. */
public record Environment(
    @Doc(
            "what starts a deployment: manual, push BRANCH, tag PATTERN, approved BRANCH, or after"
                + " ENVIRONMENT (once what serves there meets what promote asks)")
        @Default("manual")
        @Aka({"branch", "on", "deploy-on", "auto-deploy"})
        Trigger trigger,
    @Doc("whether real users' data is here; unsaid: true for production and prod")
        @Default("false")
        @Aka({"protected", "live"})
        boolean production,
    @Doc("process, docker, kubernetes, render, railway, vercel or supabase")
        @Default("process")
        @Aka({"platform", "provider", "runtime", "host", "hosting"})
        Target target,
    @Doc("host names, the first is the main one; unsaid: APP-ENVIRONMENT.localhost")
        @Aka({"domain", "hosts", "urls", "hostnames"})
        List<Domain> domains,
    @Doc("acme, self-signed, or own") @Default("{}") @Aka({"tls", "ssl", "certificates"})
        Certificate certificate,
    @Doc("whether plain HTTP is answered too") @Default("{}") @Aka({"http"}) Https https,
    @Doc("origins that may call it beside its own domains")
        @Is(Format.ORIGIN)
        @Aka({"cors", "cors-origins", "allowed-origins"})
        List<String> origins,
    @Doc("who may look at it") @Default("{}") @Aka({"access", "password"}) Protection protection,
    @Doc("what must be true before a release comes here")
        @Default("{}")
        @Aka({"promotion", "criteria", "gates"})
        Promotion promote,
    @Doc("the roles that must each say yes to a deployment")
        @Is(Format.ROLE)
        @Aka({"approval", "approvers", "reviewers"})
        List<String> approvals,
    @Doc("times in which nothing is deployed") @Aka({"freezes", "freeze-windows", "blackout"})
        List<Freeze> freeze,
    @Doc("how its databases are backed up, for all that don't say otherwise") @Aka({"backups"})
        Optional<Backup> backup,
    @Doc("variables of all its services")
        @Keys(Format.VARIABLE)
        @Aka({"variables", "vars", "environment"})
        Map<String, Variable> env,
    @Doc("what is different in services here") Overrides<Service> services,
    @Doc("what is different in databases here") @Aka({"database"}) Overrides<Database> databases,
    @Doc("what is different in Redis servers here") Overrides<Redis> redis,
    @Doc("what is different in buckets here") Overrides<Bucket> buckets,
    @Doc("mail, if it is sent another way here") @Aka({"smtp"}) Optional<Mail> mail,
    @Doc("what is different in shared variables here") Overrides<Map<String, Variable>> groups,
    @Doc("what is different in jobs here") Overrides<Job> jobs,
    @Doc("what is different in checks here") Overrides<Check> checks,
    @Doc("who is told, beside those who always are") @Aka({"notify"}) List<Notice> notices,
    @Doc("what is different in its alerts") @Aka({"alerting", "monitoring"})
        Optional<Alerting> alerts,
    @Doc("what is different in probes here") @Aka({"monitors"}) Overrides<StandingProbe> probes) {
  /** The same where a name stands for the * of its hosts. */
  public Environment at(String name) {
    return new Environment(
        trigger,
        production,
        target,
        domains.stream()
            .map(
                domain ->
                    new Domain(
                        domain.host().replaceFirst("^\\*", name),
                        domain.service(),
                        domain.redirect()))
            .toList(),
        certificate,
        https,
        origins,
        protection,
        promote,
        approvals,
        freeze,
        backup,
        env,
        services,
        databases,
        redis,
        buckets,
        mail,
        groups,
        jobs,
        checks,
        notices,
        alerts,
        probes);
  }
}
