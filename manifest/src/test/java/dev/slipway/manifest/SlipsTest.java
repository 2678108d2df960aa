package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.tree.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that read well and say nothing, or something that can't be: asserted word by word. */
final class SlipsTest {
  @Test
  void aCommaAtTheEndOfALine() {
    tells(
        "app: shop,\nservices:\n  web:\n    start: npm start,\n    port: 3000,\n    env:\n      LEVEL: info,\n",
        "1:6 app: \"shop,\" is not a name: small letters, digits and hyphens, starting with a letter → write shop",
        "4:12 services.web.start: the comma at the end would be a part of the value: outside of brackets YAML has none → write npm start; if the comma belongs to it, put the value in quotes",
        "5:11 services.web.port: \"3000,\" is not a whole number → write 3000",
        "7:14 services.web.env.LEVEL: the comma at the end would be a part of the value: outside of brackets YAML has none → write info; if the comma belongs to it, put the value in quotes");
    tells(
        "app: shop\nservices:\n  web: { start: npm start, port: 3000, }\n  api:\n    path: /api\n    start: 'x,'\n");
  }

  @Test
  void aWordWhereVariablesBelong() {
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    env: PORT\n",
        "5:10 services.web.env: needs a mapping of names to values and has a single value → remove it: each instance is given PORT by itself; another variable stands as in env: { LOG_LEVEL: info }");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    env: production\n",
        "5:10 services.web.env: needs a mapping of names to values and has a single value → write each on a line of its own, indented by two spaces: production: value");
  }

  @Test
  void aHostNameWithAPort() {
    tells(
        "app: shop\nservices:\n  web:\n    start: x\nenvironments:\n  development:\n    domains: [localhost:8080]\n",
        "7:15 environments.development.domains[0]: localhost:8080 has a port, and a host name has none: the edge listens on one port for all → remove it: without domains an environment is APP-ENVIRONMENT.localhost");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\nenvironments:\n  production:\n    domains: shop.example:443\n",
        "7:14 environments.production.domains: shop.example:443 has a port, and a host name has none: the edge listens on one port for all → write shop.example; the port that a service listens on is services.NAME.port");
  }

  @Test
  void nothingThatRuns() {
    for (var empty :
        List.of(
            "app: shop\n", "app: shop\nservices:\n", "app: shop\nenvironments:\n  staging:\n")) {
      tells(
          empty,
          "1:1 : nothing is said to run: no service, no database → add services: { web: { start: npm start } }, with the command that runs yours; slipway init writes them from what the folder has");
    }
    tells(
        "app: shop\nservice:\n  web: { start: x }\n",
        "2:1 service: unknown key → did you mean \"services\"?");
    tells("app: shop\ndatabases:\n  main:\n");
  }

  @Test
  void howManyApprovals() {
    for (var many : List.of("2", "[2]", "true")) {
      assertThat(
              told(
                  "app: shop\nservices:\n  web: { start: x }\nenvironments:\n  production:\n    approvals: "
                      + many
                      + "\n"))
          .singleElement()
          .asString()
          .startsWith("6:")
          .endsWith(
              " is not the name of a role → write who: the roles that must each say yes, as in [owner, cto]");
    }
    tells(
        "app: shop\nservices:\n  web: { start: x }\nenvironments:\n  production:\n    approvals: [Product Owner]\n",
        "6:17 environments.production.approvals[0]: \"Product Owner\" is not the name of a role → write product-owner");
  }

  @Test
  void aGroupsVariableThatIsOtherInAnEnvironment() {
    tells(
        "app: shop\nservices:\n  web: { start: x, groups: [log] }\ngroups:\n  log: { LEVEL: info }\nenvironments:\n  production:\n    env: { LEVEL: warn }\n",
        "8:19 environments.production.env.LEVEL: LEVEL differs from group log, which the service has too → write it where all get it: environments.production.groups.log");
    tells(
        "app: shop\nservices:\n  web: { start: x, groups: [log] }\ngroups:\n  log: { LEVEL: info }\nenvironments:\n  production:\n    groups: { log: { LEVEL: warn } }\n");
  }

  @Test
  void aDatabaseThatSlipwayHasNot() {
    tells(
        "app: shop\nservices:\n  web: { start: x }\ndatabases:\n  main:\n    engine: mysql\n",
        "6:13 databases.main.engine: \"mysql\" is not one of postgresql, cockroachdb, supabase → write postgresql if it can be one; mysql is not run here: leave it where it is, remove this, and give services its URL by env: { DATABASE_URL: { secret: true } }");
  }

  private static void tells(String text, String... expected) {
    assertThat(told(text)).describedAs(text).containsExactly(expected);
  }

  private static List<String> told(String text) {
    return switch (ManifestReader.parse("slipway.yaml", text)) {
      case Reading.Good good -> List.of();
      case Reading.Bad bad -> bad.mistakes().stream().map(SlipsTest::line).toList();
    };
  }

  private static String line(Mistake mistake) {
    var place = mistake.place();
    return place.line()
        + ":"
        + place.column()
        + " "
        + place.path()
        + ": "
        + mistake.problem().fact()
        + " → "
        + mistake.problem().hint();
  }
}
