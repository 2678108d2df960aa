package dev.slipway.access.signon;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.session.OneTimeSecrets;
import dev.slipway.access.session.OneTimeSecrets.Purpose;
import dev.slipway.access.session.Throttle;
import dev.slipway.access.session.Visitor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Signing on by OpenID Connect's code flow with PKCE. The state is a one-time secret that the
 * browser also keeps in a cookie; nonce and verifier are derived from it, so a code that was
 * caught, or slipped to somebody else's browser, opens nothing.
 */
public final class OpenIdSignOn {
  private final OpenIdSettings settings;
  private final OpenIdServer server;
  private final OneTimeSecrets states;

  private final Throttle throttle;

  public OpenIdSignOn(OpenIdSettings settings, OneTimeSecrets states, Throttle throttle) {
    this.settings = settings;
    this.server = new OpenIdServer(settings);
    this.states = states;
    this.throttle = throttle;
  }

  /**
   * Where to send the browser, and what it must keep meanwhile.
   *
   * @param binding goes in a cookie (httpOnly, SameSite=Lax) that {@link #finish} gets back
   */
  public record Start(URI address, OpaqueSecret binding) {}

  /**
   * Counts as a try until {@link #finish} takes it back: nobody fills the store with begun ones.
   */
  public Start start(Visitor visitor) {
    throttle.take(Throttle.Kind.ADDRESS, visitor.address());
    var binding = states.issue(Purpose.SIGN_ON, settings.issuer().toString());
    var request =
        new AuthenticationRequest.Builder(
                new ResponseType(ResponseType.Value.CODE),
                new Scope("openid", "email", "profile"),
                new ClientID(settings.client().id()),
                settings.callback())
            .endpointURI(server.describe().getAuthorizationEndpointURI())
            .state(state(binding))
            .nonce(nonce(binding))
            .codeChallenge(verifier(binding), CodeChallengeMethod.S256)
            .build();
    return new Start(request.toURI(), binding);
  }

  /** Whom the server vouches for, by what it sent the browser back with. */
  public OpenIdIdentity finish(URI callback, OpaqueSecret binding, Visitor visitor) {
    try {
      if (binding.text().isEmpty()) {
        throw server.refused("this was not started here, or too long ago");
      }
      var response = AuthorizationResponse.parse(callback);
      var state = Optional.ofNullable(response.getState()).map(State::getValue).orElse("");
      var expected = state(binding).getValue();
      if (!MessageDigest.isEqual(utf8(state), utf8(expected))
          || states.redeem(Purpose.SIGN_ON, binding).isEmpty()) {
        throw server.refused("this was not started here, or too long ago");
      }
      if (!response.indicatesSuccess()) {
        throw server.refused(
            String.valueOf(response.toErrorResponse().getErrorObject().getDescription()));
      }
      var code = response.toSuccessResponse().getAuthorizationCode();
      if (code == null) {
        throw server.refused("it sent no code");
      }
      var identity = identity(server.exchange(code.getValue(), verifier(binding), nonce(binding)));
      throttle.giveBack(Throttle.Kind.ADDRESS, visitor.address());
      return identity;
    } catch (ParseException e) {
      throw server.refused(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static OpenIdIdentity identity(IDTokenClaimsSet claims) {
    var verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
    var email = Optional.ofNullable(claims.getStringClaim("email")).filter(text -> verified);
    var name = Optional.ofNullable(claims.getStringClaim("name")).or(() -> email);
    return new OpenIdIdentity(
        claims.getIssuer().getValue(),
        claims.getSubject().getValue(),
        email.orElse(""),
        name.orElse(claims.getSubject().getValue()));
  }

  private static State state(OpaqueSecret binding) {
    return new State(binding.derive("state"));
  }

  private static Nonce nonce(OpaqueSecret binding) {
    return new Nonce(binding.derive("nonce"));
  }

  private static CodeVerifier verifier(OpaqueSecret binding) {
    return new CodeVerifier(binding.derive("verifier"));
  }
}
