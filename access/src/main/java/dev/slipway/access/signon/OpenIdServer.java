package dev.slipway.access.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.slipway.kit.Problem;
import java.io.IOException;
import java.util.List;

/** Talks to the other server: finds its addresses, exchanges a code, checks what it signed. */
final class OpenIdServer {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int LARGEST_ANSWER = 256 * 1024;

  /** Signed with a key of the server's; "none" and shared secrets are not accepted. */
  private static final List<JWSAlgorithm> ACCEPTED =
      List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);

  private final OpenIdSettings settings;

  OpenIdServer(OpenIdSettings settings) {
    this.settings = settings;
  }

  OIDCProviderMetadata describe() {
    try {
      return OIDCProviderMetadata.resolve(
          new Issuer(settings.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
    } catch (GeneralException | IOException e) {
      throw unavailable(e);
    }
  }

  IDTokenClaimsSet exchange(String code, CodeVerifier verifier, Nonce nonce) {
    var server = describe();
    try {
      var clientId = new ClientID(settings.client().id());
      var response = redeem(server, code, verifier);
      if (!response.indicatesSuccess()) {
        throw refused("the code was not accepted (status " + response.getStatusCode() + ")");
      }
      var token = OIDCTokenResponse.parse(response).getOIDCTokens().getIDToken();
      var algorithm =
          ACCEPTED.stream()
              .filter(one -> one.equals(token.getHeader().getAlgorithm()))
              .findFirst()
              .orElseThrow(() -> refused("its token is not signed as it should be"));
      var validator =
          new IDTokenValidator(
              server.getIssuer(),
              clientId,
              algorithm,
              server.getJWKSetURI().toURL(),
              new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_ANSWER));
      return validator.validate(token, nonce);
    } catch (BadJOSEException | ParseException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (IOException | JOSEException e) {
      throw unavailable(e);
    }
  }

  private HTTPResponse redeem(OIDCProviderMetadata server, String code, CodeVerifier verifier)
      throws IOException {
    var request =
        new TokenRequest.Builder(
                server.getTokenEndpointURI(),
                new ClientSecretBasic(
                    new ClientID(settings.client().id()), new Secret(settings.client().secret())),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code), settings.callback(), verifier))
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    return request.send();
  }

  /** How many of the server's keys could sign a token that we take. */
  long keys(OIDCProviderMetadata server) throws IOException, java.text.ParseException {
    return JWKSet.load(
            server.getJWKSetURI().toURL(), TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_ANSWER)
        .getKeys()
        .stream()
        .filter(key -> key.getKeyType().equals(KeyType.RSA) || key.getKeyType().equals(KeyType.EC))
        .count();
  }

  /**
   * What it says of a code that it never gave; of a client that it doesn't know it says another.
   */
  String saidOfNoCode(OIDCProviderMetadata server) throws IOException {
    var response = redeem(server, "a-code-that-nobody-gave", new CodeVerifier());
    if (response.indicatesSuccess()) {
      return "success";
    }
    try {
      var error = TokenErrorResponse.parse(response).getErrorObject();
      return error == null || error.getCode() == null
          ? "status " + response.getStatusCode()
          : error.getCode();
    } catch (ParseException notAsItIsWritten) {
      return "status " + response.getStatusCode();
    }
  }

  static boolean accepts(JWSAlgorithm algorithm) {
    return ACCEPTED.contains(algorithm);
  }

  private RuntimeException unavailable(Exception cause) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-8060",
            "sign-on: "
                + settings.issuer()
                + " does not answer as it should: "
                + cause.getMessage(),
            "sign in with your password, or try again")
        .exception(cause);
  }

  RuntimeException refused(String fact) {
    return Problem.of(
            Problem.Kind.UNAUTHENTICATED,
            "SLIP-8061",
            "sign-on: " + settings.issuer() + " did not vouch for you: " + fact,
            "start again from the sign-in page")
        .exception();
  }
}
