package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.OpenServer.Operation;
import dev.slipway.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every route by every role. Roles are held for the one application only; where there is nothing of
 * the name that is asked for, being let in means to be told so.
 */
@Timeout(600)
final class RoleMatrixTest {
  /** Would end the test, or refuse tokens whatever the role. */
  private static final Set<String> NOT_CALLED =
      Set.of("server.stop", "token.create", "session.link");

  private static final List<String> ROLES =
      List.of("viewer", "deployer", "migrator", "approver", "admin");

  private static OpenServer server;
  private static final Map<String, Visitor> PEOPLE = new LinkedHashMap<>();
  private static final Map<String, String> TOKENS = new LinkedHashMap<>();
  private static final Map<String, List<String>> PERMISSIONS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    server = new OpenServer();
    var roles = Json.tree(server.call("GET", "/v1/roles", "", server.ownersToken()).body());
    var all = new ArrayList<String>();
    for (var role : roles.path("roles")) {
      var may = new ArrayList<String>();
      role.path("permissions").forEach(one -> may.add(one.asString()));
      PERMISSIONS.put(role.path("key").asString(), may);
      all.addAll(may);
    }
    var every = all.stream().distinct().toList();
    for (var role : ROLES) {
      PEOPLE.put(role, server.person(role, OpenServer.APP));
      TOKENS.put(role, server.token(PEOPLE.get(role), every));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void everyEndpointAsksForAPermissionOfItsOwn() throws Exception {
    for (var operation : server.operations()) {
      assertThat(operation.action())
          .describedAs("%s %s says who may", operation.method(), operation.path())
          .matches("[a-z-]+\\.[a-z-]+");
    }
  }

  @Test
  void anEndpointLetsInWhoseRoleAllowsItAndNobodyElse() throws Exception {
    var softly = new SoftAssertions();
    for (var operation : server.operations()) {
      var path = filled(operation.path());
      softly
          .assertThat(server.call(operation.method(), path, "{}", "").statusCode())
          .describedAs("nobody: %s %s", operation.method(), path)
          .isEqualTo(401);
      for (var role : ROLES) {
        if (!NOT_CALLED.contains(operation.action())) {
          check(softly, role, operation, path);
        }
      }
    }
    softly.assertAll();
  }

  private static void check(SoftAssertions softly, String role, Operation operation, String path)
      throws Exception {
    var status = server.call(operation.method(), path, "{}", TOKENS.get(role)).statusCode();
    var what = softly.assertThat(status).describedAs("%s: %s %s", role, operation.method(), path);
    switch (operation.scope()) {
      // What is asked about isn't there: that is told before anybody could be refused.
      case "HANDLER" -> what.isIn(400, 403, 404);
      case "KNOWN" -> what.isNotIn(401, 403, 500);
      default -> {
        var here = operation.path().contains("{app}");
        var permission =
            operation.permission().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        if (here && PERMISSIONS.get(role).contains(permission)) {
          what.isNotIn(401, 403, 500);
        } else {
          what.isEqualTo(403);
        }
      }
    }
  }

  private static String filled(String path) {
    return path.replace("{app}", OpenServer.APP)
        .replace("{environment}", "nowhere")
        .replace("{number}", "999999")
        .replaceAll("\\{\\w+}", "nobody");
  }

  @Test
  void aPageLetsInWhoseRoleAllowsIt() throws Exception {
    var everybody = Set.copyOf(ROLES);
    var pages = new LinkedHashMap<String, Set<String>>();
    pages.put("/", everybody);
    pages.put("/ledger", everybody);
    pages.put("/ledger/development", everybody);
    pages.put("/-/operations", everybody);
    pages.put("/-/settings", everybody);
    // Held for one application only, not even an admin's role reaches these.
    pages.put("/-/audit", Set.of());
    pages.put("/-/audit/export", Set.of());
    pages.put("/-/live/audit", Set.of());
    pages.put("/-/people", Set.of());
    var softly = new SoftAssertions();
    for (var page : pages.entrySet()) {
      for (var role : ROLES) {
        softly
            .assertThat(PEOPLE.get(role).get(page.getKey()).statusCode())
            .describedAs("%s: GET %s", role, page.getKey())
            .isEqualTo(page.getValue().contains(role) ? 200 : 403);
      }
      var nobody = new Visitor(server.url()).get(page.getKey());
      softly
          .assertThat(nobody.headers().firstValue("Location").orElse(""))
          .describedAs("nobody: GET %s", page.getKey())
          .startsWith("/-/sign-in?next=");
    }
    softly.assertAll();
  }

  @Test
  void aFormChangesWhatTheRoleAllows() throws Exception {
    var forms = new LinkedHashMap<String, Set<String>>();
    forms.put("/ledger/nowhere/deploy", Set.of("deployer", "migrator", "admin"));
    forms.put("/ledger/nowhere/promote/staging", Set.of("deployer", "migrator", "admin"));
    forms.put("/ledger/nowhere/variables", Set.of("deployer", "admin"));
    forms.put("/ledger/nowhere/rollback/code", Set.of("deployer", "migrator", "admin"));
    forms.put("/ledger/nowhere/rollback/data", Set.of("admin"));
    forms.put("/ledger/nowhere/maintenance/full", Set.of("admin"));
    forms.put("/ledger/nowhere/database/main/back-up", Set.of("deployer", "migrator", "admin"));
    forms.put("/ledger/nowhere/database/main/restore-beside", Set.of("admin"));
    forms.put("/ledger/nowhere/database/main/restore-in-place", Set.of("admin"));
    forms.put("/-/people", Set.of());
    forms.put("/-/people/nobody/disable", Set.of());
    var softly = new SoftAssertions();
    for (var form : forms.entrySet()) {
      for (var role : ROLES) {
        var person = PEOPLE.get(role);
        person.get("/");
        var answer = person.post(form.getKey(), Map.of("seen", "0", "name", "A", "role", "viewer"));
        var described =
            softly
                .assertThat(answer.statusCode())
                .describedAs("%s: POST %s: %s", role, form.getKey(), answer.body());
        if (form.getValue().contains(role)) {
          described.isNotIn(401, 403, 500);
        } else {
          described.isEqualTo(403);
        }
        softly
            .assertThat(person.post(form.getKey(), Map.of("_form", "somebody else's")).statusCode())
            .describedAs("%s, forged: POST %s", role, form.getKey())
            .isEqualTo(403);
      }
    }
    softly.assertAll();
  }

  @Test
  void nobodySeesTheApplicationsOfOthers() throws Exception {
    var stranger = server.person("stranger-viewer", "another");
    assertThat(stranger.get("/ledger").statusCode()).isEqualTo(404);
    assertThat(stranger.get("/").body()).doesNotContain("ledger");
  }
}
