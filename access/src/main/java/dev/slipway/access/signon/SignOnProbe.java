package dev.slipway.access.signon;

import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.slipway.kit.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries the server that vouches for people without anybody signing on: whether it answers, what it
 * can do, and whether it takes our client's secret. That it sends people back to us is seen by
 * signing on alone.
 */
public final class SignOnProbe {
  private final OpenIdServer server;
  private final List<Finding> findings = new ArrayList<>();

  public SignOnProbe(OpenIdSettings settings) {
    this.server = new OpenIdServer(settings);
  }

  /** One thing that was tried. */
  public record Finding(String what, Verdict verdict, String found) {}

  /** What came of it. */
  public enum Verdict {
    GOOD,
    /** It doesn't say, so it may or may not. */
    UNSURE,
    BAD
  }

  public List<Finding> run() {
    try {
      var told = server.describe();
      find("answers", Verdict.GOOD, told.getIssuer().getValue());
      pkce(told);
      signatures(told);
      keys(told);
      client(told);
    } catch (ProblemException e) {
      find("answers", Verdict.BAD, e.problem().fact());
    }
    return List.copyOf(findings);
  }

  private void find(String what, Verdict verdict, String found) {
    findings.add(new Finding(what, verdict, found));
  }

  private void pkce(OIDCProviderMetadata told) {
    var methods = Optional.ofNullable(told.getCodeChallengeMethods());
    if (methods.isEmpty()) {
      find("PKCE", Verdict.UNSURE, "it doesn't say; S256 is asked for all the same");
    } else {
      var knows = methods.get().contains(CodeChallengeMethod.S256);
      find("PKCE", knows ? Verdict.GOOD : Verdict.BAD, knows ? "S256" : "without S256");
    }
  }

  private void signatures(OIDCProviderMetadata told) {
    var algorithms = Optional.ofNullable(told.getIDTokenJWSAlgs()).orElse(List.of());
    var taken = algorithms.stream().filter(OpenIdServer::accepts).toList();
    find(
        "signatures",
        taken.isEmpty() ? Verdict.BAD : Verdict.GOOD,
        taken.isEmpty() ? "none of RS256, ES256, PS256" : taken.toString());
  }

  private void keys(OIDCProviderMetadata told) {
    try {
      var count = server.keys(told);
      find("keys", count == 0 ? Verdict.BAD : Verdict.GOOD, count + " that can sign");
    } catch (IOException | java.text.ParseException e) {
      find("keys", Verdict.BAD, String.valueOf(e.getMessage()));
    }
  }

  private void client(OIDCProviderMetadata told) {
    try {
      var said = server.saidOfNoCode(told);
      switch (said) {
        case "invalid_grant" -> find("client", Verdict.GOOD, "its secret is taken");
        case "invalid_client", "unauthorized_client", "status 401" ->
            find("client", Verdict.BAD, "the identifier or the secret is refused (" + said + ")");
        default -> find("client", Verdict.UNSURE, "it answers " + said);
      }
    } catch (IOException e) {
      find("client", Verdict.BAD, String.valueOf(e.getMessage()));
    }
  }
}
