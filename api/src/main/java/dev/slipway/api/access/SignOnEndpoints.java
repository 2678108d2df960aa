package dev.slipway.api.access;

import dev.slipway.access.Access;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Person;
import dev.slipway.access.signon.SignOnProbe;
import dev.slipway.access.signon.SignOnProbe.Verdict;
import dev.slipway.access.signon.Voucher;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.access.SetSignOn;
import dev.slipway.protocol.access.SignOnState;
import dev.slipway.protocol.access.SignOnTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The server that vouches for people: shown, set, tried and taken away. */
public final class SignOnEndpoints {
  private static final String PATH = "/v1/sign-on";

  private final Access access;

  public SignOnEndpoints(Access access) {
    this.access = access;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(PATH, "The server that vouches for people", SignOnState.class, call -> state())
            .needs(Permission.ADMINISTER, "sign-on.read"),
        Endpoint.put(
                PATH,
                "Lets a server that speaks OpenID Connect vouch for people",
                SetSignOn.class,
                SignOnState.class,
                this::set)
            .needs(Permission.ADMINISTER, "sign-on.change"),
        Endpoint.post(
                PATH + "/test",
                "Tries that server without anybody signing on",
                null,
                SignOnTest.class,
                call -> test())
            .needs(Permission.ADMINISTER, "sign-on.test"),
        Endpoint.delete(
                PATH,
                "From now on nobody signs on; who has a password still signs in",
                SignOnState.class,
                this::remove)
            .needs(Permission.ADMINISTER, "sign-on.remove"));
  }

  private Voucher voucher() {
    return access.voucher();
  }

  private SignOnState state() {
    var tied = voucher().tied();
    var people =
        access.people().all().stream()
            .filter(person -> tied.contains(person.id()))
            .map(Person::email)
            .toList();
    return voucher()
        .find()
        .map(
            known ->
                new SignOnState(
                    "on",
                    known.title(),
                    known.settings().issuer().toString(),
                    known.settings().client().id(),
                    known.address(),
                    known.settings().callback().toString(),
                    known.settings().admittedDomains().stream().sorted().toList(),
                    people))
        .orElseGet(() -> new SignOnState("off", null, null, null, null, null, List.of(), people));
  }

  private SignOnState set(Call call) {
    var asked = call.body(SetSignOn.class);
    call.concerns(asked.title());
    var secret = asked.secret() == null ? "" : asked.secret();
    var before = said();
    voucher()
        .set(
            new Voucher.Wish(
                asked.title(),
                asked.issuer(),
                asked.client(),
                secret,
                asked.address(),
                asked.domains() == null ? "" : asked.domains()));
    var after = new java.util.HashMap<>(said());
    after.put("secret", secret.isEmpty() ? "as it was" : "••••");
    call.changed(before, after);
    return state();
  }

  /** For the audit log: everything but the secret. */
  private Map<String, String> said() {
    return voucher()
        .find()
        .map(
            known ->
                Map.of(
                    "issuer", known.settings().issuer().toString(),
                    "client", known.settings().client().id(),
                    "address", known.address(),
                    "domains",
                        String.join(
                            " ", known.settings().admittedDomains().stream().sorted().toList())))
        .orElse(Map.of());
  }

  private SignOnTest test() {
    var known =
        voucher()
            .find()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.NOT_FOUND,
                            "SLIP-8519",
                            "no other server vouches for people here",
                            "slipway sign-on set names one")
                        .exception());
    var findings = new SignOnProbe(known.settings()).run();
    var worst =
        findings.stream().map(SignOnProbe.Finding::verdict).max(Verdict::compareTo).orElseThrow();
    return new SignOnTest(
        known.settings().issuer().toString(),
        word(worst),
        findings.stream()
            .map(one -> new SignOnTest.Line(one.what(), word(one.verdict()), one.found()))
            .toList());
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private SignOnState remove(Call call) {
    call.concerns(voucher().title().orElse(""));
    call.changed(said(), Map.of());
    voucher().remove();
    return state();
  }
}
