package dev.slipway.api.access;

import dev.slipway.access.Access;
import dev.slipway.access.people.Principal;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.ApiToken;
import dev.slipway.access.session.OneTimeSecrets.Purpose;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Right;
import dev.slipway.api.ShownOnce;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.access.CreateToken;
import dev.slipway.protocol.access.CreatedToken;
import dev.slipway.protocol.access.Known;
import dev.slipway.protocol.access.OneTimeLink;
import dev.slipway.protocol.access.TokenList;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What somebody has of their own: tokens for programs, and the owner's link for a browser. */
public final class TokenEndpoints {
  private final Access access;
  private final Supplier<String> address;
  private final InstantSource clock;

  /**
   * @param address where browsers reach the dashboard, known once the server listens
   */
  public TokenEndpoints(Access access, Supplier<String> address, InstantSource clock) {
    this.access = access;
    this.address = address;
    this.clock = clock;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get("/v1/me", "Who the token speaks for", Known.class, this::me)
            .needs(Right.ofAnybodyKnown("person.read")),
        Endpoint.get("/v1/tokens", "The caller's tokens", TokenList.class, this::all)
            .needs(Right.ofAnybodyKnown("token.read")),
        Endpoint.post(
                "/v1/tokens",
                "Makes a token; its text is shown this once",
                CreateToken.class,
                CreatedToken.class,
                this::create)
            .needs(Right.ofAnybodyKnown("token.create")),
        Endpoint.delete(
                "/v1/tokens/{token}",
                "Takes a token of the caller's back; its next request is refused",
                TokenList.Token.class,
                this::revoke)
            .needs(Right.ofAnybodyKnown("token.revoke")),
        Endpoint.post(
                "/v1/sign-in-link",
                "A one-time link that signs a browser of the machine's owner in",
                null,
                OneTimeLink.class,
                this::signInLink)
            .needs(Right.ofAnybodyKnown("session.link")));
  }

  private Known me(Call call) {
    var who = call.caller().principal();
    return new Known(
        who.personId(),
        who.name(),
        who.limit().map(Principal.Limit::tokenName).orElse(null),
        PeopleEndpoints.grants(who.grants()));
  }

  private TokenList all(Call call) {
    return new TokenList(
        access.tokens().of(call.caller().principal().personId()).stream()
            .map(token -> line(token, clock.instant()))
            .toList());
  }

  private static TokenList.Token line(ApiToken token, Instant now) {
    var wish = token.wish();
    var state =
        token.usage().revokedAt().isPresent()
            ? "revoked"
            : now.isAfter(token.expiresAt()) ? "expired" : "good";
    return new TokenList.Token(
        token.id(),
        wish.name(),
        token.prefix(),
        PermissionNames.of(wish.permissions()),
        wish.scope().application(),
        wish.scope().environment(),
        state,
        token.expiresAt(),
        token.usage().usedAt().orElse(null));
  }

  private ShownOnce create(Call call) {
    demandNoToken(call, "make tokens");
    var asked = call.body(CreateToken.class);
    var scope = PeopleEndpoints.scope(asked.application(), asked.environment());
    var lifetime = Durations.parse(asked.lifetime()).orElse(Duration.ZERO);
    var wish =
        new ApiToken.Wish(
            asked.name(), PermissionNames.parse(asked.permissions()), scope, lifetime);
    var fresh = access.tokens().issue(call.caller().principal().personId(), wish);
    call.concerns(fresh.token().prefix());
    call.changed(Map.of(), told(wish, scope));
    return new ShownOnce(
        new CreatedToken(fresh.token().id(), wish.name(), fresh.text(), fresh.token().expiresAt()));
  }

  private static Map<String, String> told(ApiToken.Wish wish, Scope scope) {
    return Map.of(
        "name",
        wish.name(),
        "may",
        String.join(" ", PermissionNames.of(wish.permissions())),
        "where",
        scope.human());
  }

  private TokenList.Token revoke(Call call) {
    var who = call.caller().principal();
    var id = call.path("token");
    var token =
        access.tokens().of(who.personId()).stream()
            .filter(one -> one.id().equals(id) || one.prefix().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.NOT_FOUND,
                            "SLIP-8052",
                            "token " + id + " does not exist, or is not yours",
                            "slipway token list shows yours")
                        .exception());
    call.concerns(token.prefix());
    access.tokens().revoke(token.id());
    return access.tokens().of(who.personId()).stream()
        .filter(one -> one.id().equals(token.id()))
        .map(one -> line(one, clock.instant()))
        .findFirst()
        .orElseThrow();
  }

  /** The token file of the machine is the only thing that makes one: it owns what runs here. */
  private ShownOnce signInLink(Call call) {
    var who = call.caller().principal();
    if (!who.personId().equals(Principal.localOwner().personId())) {
      throw call.denied(
          "SLIP-8515",
          "a sign-in link is made for the owner of this machine alone",
          "sign in at " + address.get());
    }
    demandNoToken(call, "make sign-in links");
    return new ShownOnce(
        new OneTimeLink(
            address.get() + "/-/sign-in?link=" + access.signIn().ownerLink().text(),
            clock.instant().plus(Purpose.OWNER_SIGN_IN.lifetime())));
  }

  /** A token that could make others would outlive its own end and limits. */
  private static void demandNoToken(Call call, String what) {
    if (call.caller().principal().limit().isPresent()) {
      throw call.denied(
          "SLIP-8516",
          "a token can't " + what,
          "do it in the dashboard, or with the token of the data directory");
    }
  }
}
