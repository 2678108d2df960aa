package dev.slipway.access.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** An OpenID Connect server over real sockets: discovery, keys, code flow, PKCE checked by S256. */
public final class TestingOpenIdServer implements AutoCloseable {
  /** What the next ID token is like. */
  public enum Flaw {
    NONE,
    WRONG_AUDIENCE,
    WRONG_NONCE,
    WRONG_ISSUER,
    EXPIRED,
    FOREIGN_KEY,
    UNSIGNED,
    UNVERIFIED_ADDRESS
  }

  private final HttpServer server;
  private volatile RSAKey key;
  private volatile RSAKey published;
  private final RSAKey foreignKey;
  private final Map<String, Map<String, List<String>>> codes = new ConcurrentHashMap<>();
  public volatile Flaw flaw = Flaw.NONE;
  public volatile String subject = "ada-1815";
  public volatile String email = "ada@example.org";

  /** How far its clock is ahead of ours; behind when negative. */
  public volatile Duration ahead = Duration.ZERO;

  /** Whether the newest key is told to those who ask for its keys. */
  public enum Rotation {
    PUBLISHED,
    NOT_TOLD_YET
  }

  public TestingOpenIdServer() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    published = key;
    foreignKey = new RSAKeyGenerator(2048).keyID("one").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/openid-configuration", this::describe);
    server.createContext(
        "/keys", exchange -> json(exchange, 200, new JWKSet(published.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Signs with another key from now on. */
  public void rotate(Rotation told) throws JOSEException {
    key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    if (told == Rotation.PUBLISHED) {
      published = key;
    }
  }

  private void describe(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/keys","response_types_supported":["code"],
         "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
        """
            .formatted(issuer()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var asked = URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
    var code = Base64.getUrlEncoder().withoutPadding().encodeToString(digest(asked.toString()));
    codes.put(code, asked);
    var back = first(asked, "redirect_uri") + "?code=" + code + "&state=" + first(asked, "state");
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var given = URLUtils.parseParameters(body);
    var asked = codes.remove(first(given, "code"));
    var basic = Base64.getEncoder().encodeToString("slipway:hush".getBytes(StandardCharsets.UTF_8));
    if (!("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      json(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    if (asked == null
        || !"S256".equals(first(asked, "code_challenge_method"))
        || !challenge(first(given, "code_verifier")).equals(first(asked, "code_challenge"))) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    var token = idToken(first(asked, "nonce"));
    json(
        exchange,
        200,
        "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
  }

  private String idToken(String nonce) {
    var now = Instant.now().plus(ahead);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(flaw == Flaw.WRONG_ISSUER ? "https://evil.example" : issuer().toString())
            .audience(flaw == Flaw.WRONG_AUDIENCE ? "other" : "slipway")
            .subject(subject)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(flaw == Flaw.EXPIRED ? -600 : 600)))
            .claim("nonce", flaw == Flaw.WRONG_NONCE ? "other" : nonce)
            .claim("email", email)
            .claim("email_verified", flaw != Flaw.UNVERIFIED_ADDRESS)
            .claim("name", "Ada Lovelace")
            .build();
    if (flaw == Flaw.UNSIGNED) {
      return new PlainJWT(claims).serialize();
    }
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(flaw == Flaw.FOREIGN_KEY ? foreignKey : key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String first(Map<String, List<String>> given, String name) {
    return given.getOrDefault(name, List.of("")).getFirst();
  }

  private static String challenge(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(verifier));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void json(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
