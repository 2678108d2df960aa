package dev.slipway.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Access;
import dev.slipway.access.AccessSchema;
import dev.slipway.access.audit.AuditQuery;
import dev.slipway.access.testing.TestingOpenIdServer;
import dev.slipway.api.ApiServer;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Repeats;
import dev.slipway.api.TestingApi;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.access.AuditPage;
import dev.slipway.protocol.access.AuditVerification;
import dev.slipway.protocol.access.CreatedToken;
import dev.slipway.protocol.access.Known;
import dev.slipway.protocol.access.OneTimeLink;
import dev.slipway.protocol.access.PersonList;
import dev.slipway.protocol.access.PrunedAudit;
import dev.slipway.protocol.access.SignOnState;
import dev.slipway.protocol.access.SignOnTest;
import dev.slipway.protocol.access.TokenList;
import dev.slipway.store.testing.TestingStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People, tokens and the audit log over a real socket. */
final class AccessEndpointsTest {
  private final TestingStore store = TestingStore.fresh(AccessSchema.SCHEMA, Repeats.SCHEMA);
  private final Access access = TestingApi.access(store.store());
  private final HttpClient http = HttpClient.newHttpClient();
  private ApiServer server;

  @BeforeEach
  void start() {
    var clock = InstantSource.system();
    var endpoints = new ArrayList<Endpoint>();
    endpoints.addAll(new PeopleEndpoints(access, () -> "http://here", clock).list());
    endpoints.addAll(new TokenEndpoints(access, () -> "http://here", clock).list());
    endpoints.addAll(new SignOnEndpoints(access).list());
    endpoints.addAll(new AuditEndpoints(access).list());
    server = TestingApi.start(store.store(), endpoints);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    store.close();
  }

  @Test
  void aTokenMayWhatItWasMadeForUntilItIsTakenBack() throws Exception {
    var token = token("view", "read-audit");
    assertThat(Json.read(send("GET", "/v1/me", "", token.text()).body(), Known.class).token())
        .isEqualTo("ci");
    assertThat(send("GET", "/v1/audit", "", token.text()).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/people", "", token.text()).statusCode()).isEqualTo(403);

    assertThat(send("DELETE", "/v1/tokens/" + token.id(), "", "").statusCode()).isEqualTo(200);
    var after = send("GET", "/v1/me", "", token.text());
    assertThat(after.statusCode()).isEqualTo(401);
    assertThat(after.body()).contains("SLIP-8504", "the token belongs to nobody");
    var mine = Json.read(send("GET", "/v1/tokens", "", "").body(), TokenList.class);
    assertThat(mine.tokens()).extracting(TokenList.Token::state).containsExactly("revoked");
    assertThat(Json.write(mine)).doesNotContain(token.text());
  }

  @Test
  void theServerThatVouchesIsSetTriedAndTakenAwayAndItsSecretIsNeverTold() throws Exception {
    try (var vouching = new TestingOpenIdServer()) {
      assertThat(send("POST", "/v1/sign-on/test", "", "").body()).contains("SLIP-8519");
      var set =
          "{\"title\":\"Example\",\"issuer\":\""
              + vouching.issuer()
              + "\",\"client\":\"slipway\",%s\"address\":\"http://127.0.0.1:7400\","
              + "\"domains\":\"example.org\"}";
      assertThat(send("PUT", "/v1/sign-on", set.formatted(""), "").body())
          .contains("SLIP-8065", "the client's secret is missing");
      var told = send("PUT", "/v1/sign-on", set.formatted("\"secret\":\"hush\","), "").body();
      var state = Json.read(told, SignOnState.class);
      assertThat(state.callback()).isEqualTo("http://127.0.0.1:7400/-/sign-on/callback");
      assertThat(state.domains()).containsExactly("example.org");
      assertThat(told).doesNotContain("hush");
      assertThat(tried()).containsExactly("good", "unsure", "good", "good", "good");

      // A secret that is wrong is found without anybody signing on.
      send("PUT", "/v1/sign-on", set.formatted("\"secret\":\"wrong\","), "");
      assertThat(tried()).containsExactly("good", "unsure", "good", "good", "bad");
      assertThat(send("GET", "/v1/sign-on", "", token("view").text()).statusCode()).isEqualTo(403);
    }
    assertThat(tried()).containsExactly("bad");
    assertThat(send("DELETE", "/v1/sign-on", "", "").body()).contains("\"state\":\"off\"");
    assertThat(actions())
        .containsSubsequence(
            "sign-on.change DONE",
            "sign-on.test DONE",
            "sign-on.read DENIED",
            "sign-on.remove DONE");
    assertThat(send("GET", "/v1/audit", "", "").body()).doesNotContain("hush");
  }

  private List<String> tried() throws Exception {
    var test = Json.read(send("POST", "/v1/sign-on/test", "", "").body(), SignOnTest.class);
    return test.lines().stream().map(SignOnTest.Line::state).toList();
  }

  @Test
  void aTokenMakesNeitherTokensNorLinks() throws Exception {
    var token = token("view", "administer", "manage-people");
    var another = "{\"name\":\"more\",\"permissions\":[\"deploy\"],\"lifetime\":\"1d\"}";
    assertThat(send("POST", "/v1/tokens", another, token.text()).body()).contains("SLIP-8516");
    assertThat(send("POST", "/v1/sign-in-link", "", token.text()).body()).contains("SLIP-8516");
    assertThat(actions()).contains("token.create DENIED", "session.link DENIED");
  }

  @Test
  void everyActionAndEveryRefusalIsInTheLog() throws Exception {
    var invited =
        send(
            "POST",
            "/v1/people",
            "{\"email\":\"ada@example.org\",\"name\":\"Ada\",\"role\":\"deployer\","
                + "\"application\":\"ledger\"}",
            "");
    assertThat(Json.read(invited.body(), OneTimeLink.class).url())
        .startsWith("http://here/-/invitation?secret=");
    var granted =
        send(
            "POST",
            "/v1/people/ada@example.org/grant",
            "{\"role\":\"approver\",\"environment\":\"production\"}",
            "");
    assertThat(Json.read(granted.body(), PersonList.Person.class).grants()).hasSize(2);
    assertThat(send("POST", "/v1/people/ada@example.org/disable", "", "").body())
        .contains("\"status\":\"disabled\"");
    assertThat(send("PUT", "/v1/roles/approver", "{\"title\":\"product owner\"}", "").body())
        .contains("product owner");
    for (var name : List.of("approver", "product%20owner")) {
      assertThat(send("GET", "/v1/roles/" + name, "", "").body())
          .contains("\"key\":\"approver\"", "\"title\":\"product owner\"");
    }
    assertThat(send("GET", "/v1/roles/aprover", "", "").body())
        .contains("SLIP-8022", "did you mean \\\"approver\\\"?");
    assertThat(send("GET", "/v1/people", "", token("view").text()).statusCode()).isEqualTo(403);

    assertThat(actions())
        .containsSubsequence(
            "person.invite DONE",
            "person.grant DONE",
            "person.disable DONE",
            "role.change DONE",
            "token.create DONE",
            "people.read DENIED");
    var page = Json.read(send("GET", "/v1/audit?limit=2", "", "").body(), AuditPage.class);
    assertThat(page.entries()).hasSize(2);
    assertThat(page.before()).isEqualTo(page.entries().getLast().number());
    var verified =
        Json.read(send("POST", "/v1/audit/verify", "{}", "").body(), AuditVerification.class);
    assertThat(verified.intact()).isTrue();
    assertThat(send("GET", "/v1/audit/export", "", "").body().lines())
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(line -> line.startsWith("{\"number\":"));
  }

  @Test
  void theLogIsShortenedByRuleAndByHandAndStillVerifies() throws Exception {
    assertThat(send("GET", "/v1/audit/retention", "", "").body()).isEqualTo("{\"keep\":null}");
    assertThat(send("PUT", "/v1/audit/retention", "{\"keep\":\"400d\"}", "").body())
        .isEqualTo("{\"keep\":\"400d\"}");
    assertThat(send("PUT", "/v1/audit/retention", "{\"keep\":\"1h\"}", "").body())
        .contains("SLIP-8003");
    assertThat(send("POST", "/v1/audit/prune", "{\"keep\":\"soon\"}", "").body())
        .contains("SLIP-8518");
    var reader = token("read-audit").text();
    assertThat(send("POST", "/v1/audit/prune", "{\"keep\":\"1d\"}", reader).statusCode())
        .isEqualTo(403);
    var pruned =
        Json.read(
            send("POST", "/v1/audit/prune", "{\"keep\":\"30d\"}", "").body(), PrunedAudit.class);
    assertThat(pruned.removed()).isEqualTo(0);
    assertThat(
            Json.read(send("POST", "/v1/audit/verify", "{}", "").body(), AuditVerification.class)
                .intact())
        .isTrue();
    assertThat(send("PUT", "/v1/audit/retention", "{}", "").body()).isEqualTo("{\"keep\":null}");
    assertThat(actions())
        .contains("audit.retention DONE", "audit.shorten DENIED", "audit.shorten DONE");
  }

  @Test
  void aRepeatedRequestIsCarriedOutOnce() throws Exception {
    var asked = "{\"title\":\"product owner\"}";
    var first = keyed("PUT", "/v1/roles/approver", asked, "k1");
    assertThat(first.statusCode()).isEqualTo(200);
    var again = keyed("PUT", "/v1/roles/approver", asked, "k1");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
    assertThat(actions()).containsOnlyOnce("role.change DONE");

    assertThat(keyed("PUT", "/v1/roles/approver", "{\"title\":\"boss\"}", "k1").body())
        .contains("SLIP-8513", "was sent with another request before");
    var refused = keyed("PUT", "/v1/roles/none", asked.replace("product", "our"), "k2");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(keyed("PUT", "/v1/roles/viewer", asked.replace("product", "our"), "k2").statusCode())
        .isEqualTo(200);
  }

  @Test
  void theDocumentTellsWhatARequestMayCarryAndItIsHeldToIt() throws Exception {
    var paths = Json.tree(send("GET", "/openapi.json", "", "").body()).path("paths");
    var page = paths.path("/v1/audit").path("get").path("parameters");
    assertThat(page.findValuesAsString("name"))
        .containsExactly("limit", "before", "who", "app", "environment", "since");
    assertThat(page.path(0).path("schema").path("maximum").asInt()).isEqualTo(1000);
    assertThat(page.path(0).path("in").asString()).isEqualTo("query");
    assertThat(send("GET", "/v1/audit?limit=1001", "", "").body())
        .contains("SLIP-8501", "is not a number from 1 to 1000");
    assertThat(send("GET", "/v1/audit?limit=1&before=0", "", "").statusCode()).isEqualTo(200);
    var change = paths.path("/v1/roles/{role}").path("put").path("parameters");
    assertThat(change.findValuesAsString("name")).containsExactly("role", "Idempotency-Key");
  }

  @Test
  void aSecretIsNotKeptToBeRepeated() throws Exception {
    var asked = "{\"name\":\"ci\",\"permissions\":[\"view\"],\"lifetime\":\"90d\"}";
    var text = Json.read(keyed("POST", "/v1/tokens", asked, "k").body(), CreatedToken.class).text();
    assertThat(keyed("POST", "/v1/tokens", asked, "k").body())
        .contains("SLIP-8513", "shown once")
        .doesNotContain(text);
    assertThat(access.tokens().of("local-owner")).hasSize(1);
  }

  @Test
  void mistakesOfABodyAreToldAtOnce() throws Exception {
    var answer = send("POST", "/v1/people", "{\"email\":null,\"role\":\"a\\u0000b\"}", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("SLIP-8511", "email is missing", "name is missing", "role holds a NUL");
    assertThat(send("POST", "/v1/people", "null", "").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/v1/people", "[", "").body()).contains("SLIP-8503");
  }

  @Test
  void answersAreNotForFramesAndCaches() throws Exception {
    var answer = send("GET", "/v1/me", "", "");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
  }

  private List<String> actions() {
    return access.audit().read(AuditQuery.newest(100)).reversed().stream()
        .map(entry -> entry.event().action() + " " + entry.outcome())
        .toList();
  }

  private CreatedToken token(String... permissions) throws Exception {
    var asked =
        Json.write(
            new dev.slipway.protocol.access.CreateToken(
                "ci", List.of(permissions), null, null, "90d"));
    return Json.read(send("POST", "/v1/tokens", asked, "").body(), CreatedToken.class);
  }

  private HttpResponse<String> keyed(String method, String path, String body, String key)
      throws Exception {
    return http.send(
        request(method, path, body).header("Idempotency-Key", key).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String body, String token)
      throws Exception {
    var request = request(method, path, body);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }
}
