package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a scanner tries: headers, cookies, forged forms, injection, sizes, paths. */
@Timeout(600)
final class HardenedTest {
  private static final int SOCKET_MILLIS = 60_000;

  private static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "' onmouseover='alert(1)",
          "'; DROP TABLE access.person; --",
          "${7*7}{{7*7}}#{7*7}",
          "javascript:alert(1)",
          "a\r\nSet-Cookie: stolen=1",
          "\u202Etxt.exe",
          "x".repeat(20_000));

  private static OpenServer server;
  private static Visitor admin;

  @BeforeAll
  static void start() throws Exception {
    server = new OpenServer();
    admin = server.person("admin", "");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void everyPageCarriesTheHeadersThatProtectIt() throws Exception {
    for (var path : List.of("/", "/-/sign-in", "/ledger", "/no/such/page/at/all", "/-/settings")) {
      var headers = admin.get(path).headers();
      var policy = headers.firstValue("Content-Security-Policy").orElse("");
      assertThat(policy)
          .describedAs(path)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Frame-Options")).describedAs(path).contains("DENY");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cache-Control")).contains("no-store");
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }

  @Test
  void assetsAreKeptForEverAndNothingElseIsThere() throws Exception {
    var page = admin.get("/").body();
    var match = Pattern.compile("/-/assets/[a-z]+-[0-9a-f]{12}\\.(css|js|svg)").matcher(page);
    var found = 0;
    while (match.find()) {
      var asset = admin.get(match.group());
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(asset.headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(4);
    assertThat(admin.get("/-/assets/none.js").statusCode()).isEqualTo(404);
  }

  @Test
  void cookiesAreNotForScriptsAndNotForOtherSites() throws Exception {
    var visitor = new Visitor(server.url());
    var cookies = visitor.get("/-/sign-in").headers().allValues("Set-Cookie");
    assertThat(cookies).isNotEmpty().allMatch(one -> one.contains("; HttpOnly; SameSite=Strict"));
    var signedIn =
        visitor.post(
            "/-/sign-in", Map.of("email", "admin@example.org", "password", OpenServer.PASSWORD));
    assertThat(signedIn.headers().allValues("Set-Cookie"))
        .anyMatch(one -> one.matches("session=[0-9a-z]{32}; Path=/; HttpOnly; SameSite=Lax; .*"));
  }

  @Test
  void aLinkDoesNotLeadElsewhere() throws Exception {
    for (var next :
        List.of("//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aX: y")) {
      var visitor = new Visitor(server.url());
      visitor.get("/-/sign-in");
      var answer =
          visitor.post(
              "/-/sign-in",
              Map.of(
                  "email",
                  "admin@example.org",
                  "password",
                  OpenServer.PASSWORD,
                  "next",
                  java.net.URLDecoder.decode(next, StandardCharsets.UTF_8)));
      assertThat(answer.headers().firstValue("Location")).describedAs(next).contains("/");
    }
  }

  @Test
  void whatIsTypedIsShownAsTextAndBreaksNothing() throws Exception {
    var forms = new HashMap<String, List<String>>();
    forms.put("/-/people", List.of("name", "email", "role", "application", "environment"));
    forms.put("/-/settings/tokens", List.of("name", "application", "environment", "lifetime"));
    forms.put("/ledger/development/variables", List.of("name", "value", "holder", "seen", "do"));
    forms.put("/-/sign-in", List.of("email", "password", "code", "next"));
    forms.put("/-/invitation", List.of("secret", "password"));
    forms.put("/-/set-up", List.of("secret", "name", "email", "password"));
    var softly = new SoftAssertions();
    for (var form : forms.entrySet()) {
      for (var field : form.getValue()) {
        for (var payload : PAYLOADS) {
          admin.get("/");
          var fields = new HashMap<>(usual());
          fields.put(field, payload);
          demandHarmless(
              softly, admin.post(form.getKey(), fields), form.getKey() + " " + field, payload);
        }
      }
    }
    for (var path : List.of("/", "/ledger/development", "/-/people", "/-/audit", "/-/settings")) {
      for (var payload : PAYLOADS) {
        demandHarmless(softly, admin.get(path), path, payload);
      }
    }
    softly.assertAll();
  }

  private static Map<String, String> usual() {
    return Map.of(
        "name", "Name", "email", "a@example.org", "role", "viewer", "lifetime", "1d", "seen", "0");
  }

  private static void demandHarmless(
      SoftAssertions softly,
      java.net.http.HttpResponse<String> answer,
      String where,
      String payload) {
    softly
        .assertThat(answer.statusCode())
        .describedAs("%s with %s", where, brief(payload))
        .isLessThan(500);
    if (payload.startsWith("<") || payload.startsWith("\"")) {
      softly.assertThat(answer.body()).describedAs(where).doesNotContain(payload);
    }
    softly
        .assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(one -> one.startsWith("stolen"));
  }

  private static String brief(String text) {
    return text.length() > 60 ? text.substring(0, 60) : text;
  }

  @Test
  void whatIsSearchedForIsShownAsText() throws Exception {
    for (var parameter :
        List.of("/?q=", "/?page=", "/-/audit?who=", "/-/audit?since=", "/-/operations?before=")) {
      for (var payload : PAYLOADS.subList(0, 6)) {
        var encoded = java.net.URLEncoder.encode(payload, StandardCharsets.UTF_8);
        var answer = admin.get(parameter + encoded);
        assertThat(answer.statusCode()).describedAs(parameter + payload).isLessThan(500);
        if (payload.startsWith("<") || payload.startsWith("\"")) {
          assertThat(answer.body()).doesNotContain(payload);
        }
      }
    }
  }

  @Test
  void pathsLeadNowhereElse() throws Exception {
    var paths =
        List.of(
            "/../../etc/passwd",
            "/..%2f..%2fetc%2fpasswd",
            "/-/assets/../../../etc/passwd",
            "/-/assets/%2e%2e/%2e%2e/etc/passwd",
            "/-/assets/..%5c..%5cetc%5cpasswd",
            "//etc/passwd",
            "/%00",
            "/ledger/%00/v1",
            "/ledger/development/database/..%2f..%2fmain",
            "/ledger//",
            "/%ff%fe",
            "/;jsessionid=1",
            "/" + "a/".repeat(2_000),
            "/v1/../metrics/..",
            "http://evil.example/");
    for (var path : paths) {
      var answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
      assertThat(answer)
          .describedAs(path)
          .matches("(?s)HTTP/1\\.1 [234]\\d\\d.*")
          .doesNotContain("root:");
    }
  }

  @Test
  void brokenRequestsAreRefusedAndTheServerGoesOn() throws Exception {
    var requests =
        List.of(
            "BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "DELETE /ledger HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(100_000) + "\r\n\r\n",
            "POST /-/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n"
                + "Connection: close\r\n\r\nx",
            "POST /-/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 2000000\r\nConnection: close\r\n\r\n"
                + "a".repeat(2_000_000),
            "POST /-/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 3000\r\nConnection: close\r\n\r\n"
                + "a&".repeat(1_500),
            "POST /v1/apps HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + server.ownersToken()
                + "\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n",
            "nonsense\r\n\r\n");
    for (var request : requests) {
      var answer = raw(request);
      // Who sends too much may be cut off before they could read why.
      assertThat(answer)
          .describedAs(brief(request))
          .matches(text -> text.isEmpty() || text.matches("(?s)HTTP/1\\.1 4\\d\\d.*"));
    }
    assertThat(server.call("GET", "/health", "", "").statusCode()).isEqualTo(200);
  }

  /** The head of the answer, and as much of its body as came with it. */
  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(SOCKET_MILLIS);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        var answer = new StringBuilder();
        var part = new byte[8_192];
        while (answer.indexOf("\r\n\r\n") < 0) {
          var length = socket.getInputStream().read(part);
          if (length < 0) {
            break;
          }
          answer.append(new String(part, 0, length, StandardCharsets.ISO_8859_1));
        }
        return answer.toString();
      } catch (java.net.SocketException cutOff) {
        return "";
      }
    }
  }
}
