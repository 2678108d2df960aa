package dev.slipway.access.signon;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Spring's authorization server, which is not ours and knows nothing of us but one client. */
final class SpringServer implements AutoCloseable {
  static final String REDIRECT = "http://slipway.example/sign-in/callback";
  private static final String CLIENT =
      "--spring.security.oauth2.authorizationserver.client.slipway.";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final ConfigurableApplicationContext context;

  /** What it is made of: Spring finds the rest by itself. */
  @EnableAutoConfiguration
  static class Parts {
    /** What it tells of people; without it the token names nothing but a subject. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> people() {
      return token ->
          token
              .getClaims()
              .claim("email", token.getPrincipal().getName())
              .claim("email_verified", true)
              .claim("name", "Ada Lovelace");
    }
  }

  SpringServer(String secret) {
    context =
        new SpringApplicationBuilder(Parts.class)
            .run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=ERROR",
                "--spring.security.user.name=ada@example.org",
                "--spring.security.user.password=engine",
                CLIENT + "registration.client-id=slipway",
                CLIENT + "registration.client-secret={noop}" + secret,
                CLIENT + "registration.client-authentication-methods=client_secret_basic",
                CLIENT + "registration.authorization-grant-types=authorization_code",
                CLIENT + "registration.redirect-uris=" + REDIRECT,
                CLIENT + "registration.scopes=openid,profile,email",
                CLIENT + "require-proof-key=true");
  }

  URI issuer() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  /** A person with a browser: is led to the form, signs in, and is sent back to us. */
  URI signIn(URI address, String password) throws Exception {
    try (var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      var form = follow(browser, HttpRequest.newBuilder(address));
      var token = TOKEN.matcher(form.body());
      if (!token.find()) {
        throw new IOException("no form to sign in: " + form.statusCode() + " " + form.body());
      }
      var fields =
          "username=ada%40example.org&password="
              + password
              + "&_csrf="
              + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
      var answer =
          follow(
              browser,
              HttpRequest.newBuilder(issuer().resolve("/login"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(fields)));
      return URI.create(answer.headers().firstValue("Location").orElse("about:blank"));
    }
  }

  /** Redirects within the server; the one that leads away from it is left to the caller. */
  private HttpResponse<String> follow(HttpClient browser, HttpRequest.Builder first)
      throws Exception {
    var answer = browser.send(first.header("Accept", "text/html").build(), BodyHandlers.ofString());
    while (answer.statusCode() / 100 == 3) {
      var next = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
      if (!next.getAuthority().equals(issuer().getAuthority())) {
        return answer;
      }
      answer =
          browser.send(
              HttpRequest.newBuilder(next).header("Accept", "text/html").build(),
              BodyHandlers.ofString());
    }
    return answer;
  }

  @Override
  public void close() {
    context.close();
  }
}
