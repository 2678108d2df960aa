package dev.slipway.access;

import dev.slipway.access.audit.AuditExport;
import dev.slipway.access.audit.AuditLog;
import dev.slipway.access.audit.AuditRetention;
import dev.slipway.access.credentials.Passwords;
import dev.slipway.access.credentials.Seal;
import dev.slipway.access.people.Approver;
import dev.slipway.access.people.Authoriser;
import dev.slipway.access.people.People;
import dev.slipway.access.people.Roles;
import dev.slipway.access.session.Accounts;
import dev.slipway.access.session.ApiTokens;
import dev.slipway.access.session.OneTimeSecrets;
import dev.slipway.access.session.SecondFactor;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.session.Sessions;
import dev.slipway.access.session.SignIn;
import dev.slipway.access.session.Throttle;
import dev.slipway.access.signon.OpenIdSettings;
import dev.slipway.access.signon.OpenIdSignOn;
import dev.slipway.access.signon.VouchedAccounts;
import dev.slipway.access.signon.Voucher;
import dev.slipway.store.Store;
import java.time.InstantSource;

/** The whole room, wired. */
public final class Access {
  private final Store store;
  private final InstantSource clock;
  private final Seal seal;
  private final AuditLog audit;
  private final People people;
  private final Sessions sessions;
  private final OneTimeSecrets oneTime;
  private final Throttle throttle;
  private final SecondFactor secondFactor;
  private final Accounts accounts;
  private final SignIn signIn;

  public Access(Store store, InstantSource clock, Seal seal, SessionLimits limits) {
    this.store = store;
    this.clock = clock;
    this.seal = seal;
    audit = new AuditLog(store, clock);
    people = new People(store, clock);
    sessions = new Sessions(store, clock, limits);
    oneTime = new OneTimeSecrets(store, clock);
    throttle = new Throttle(store, clock);
    secondFactor = new SecondFactor(store, clock, seal, throttle);
    accounts = new Accounts(store, people, new Passwords(), oneTime);
    signIn = new SignIn(accounts, secondFactor, sessions, oneTime, throttle, audit);
  }

  public Authoriser authoriser() {
    return new Authoriser(audit);
  }

  public Approver approver() {
    return new Approver(store, audit);
  }

  public AuditLog audit() {
    return audit;
  }

  public AuditRetention auditRetention() {
    return new AuditRetention(store, audit, clock);
  }

  public AuditExport auditExport() {
    return new AuditExport(store);
  }

  public People people() {
    return people;
  }

  public Roles roles() {
    return new Roles(store);
  }

  public Accounts accounts() {
    return accounts;
  }

  public SignIn signIn() {
    return signIn;
  }

  public SecondFactor secondFactor() {
    return secondFactor;
  }

  public Sessions sessions() {
    return sessions;
  }

  public ApiTokens tokens() {
    return new ApiTokens(store, clock);
  }

  public Voucher voucher() {
    return new Voucher(store, seal);
  }

  public OpenIdSignOn signOn(OpenIdSettings settings) {
    return new OpenIdSignOn(settings, oneTime, throttle);
  }

  public VouchedAccounts vouchedAccounts(OpenIdSettings settings) {
    return new VouchedAccounts(store, people, settings);
  }

  /** Forgets sessions and counts that no longer matter; to be called now and then. */
  public void sweep() {
    sessions.sweep();
    throttle.sweep();
    var _ = auditRetention().sweep();
  }
}
