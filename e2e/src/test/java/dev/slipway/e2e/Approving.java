package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.slipway.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Two roles of two people say yes to a deployment, one with the browser and one on the command
 * line; then one of them says no to the next.
 */
final class Approving {
  static final String ENVIRONMENTS =
      """

      environments:
        development:
        staging:
          approvals: [product-owner, cto]
      """;

  private static final String PASSWORD = "sturdy kettle marmalade";

  private final Slipway slipway;
  private final Chromium chromium;
  private final Consumer<Page> afterwards;

  /**
   * @param afterwards waits until the deployment that a page shows is done
   */
  Approving(Slipway slipway, Chromium chromium, Consumer<Page> afterwards) {
    this.slipway = slipway;
    this.chromium = chromium;
    this.afterwards = afterwards;
  }

  void goOn(Page owners) throws Exception {
    role("product-owner", "Product owner");
    role("cto", "CTO");
    var paula = invited("paula@example.org", "Paula", "product-owner");
    var carl = invited("carl@example.org", "Carl", "cto");

    // Who started it waits for others, and is not offered what they can't do.
    deploy(owners, "v1");
    assertThat(owners.textContent(".approval"))
        .contains("product-owner", "cto", "has not answered");
    assertThat(owners.locator(".approval button").count()).isZero();

    paulaSaysYes(paula, "v1");
    assertThat(paula.textContent(".approval")).contains("approved", "Paula after lunch", "cto");
    carlSaysYesOnTheCommandLine(carl);
    owners.reload();
    afterwards.accept(owners);
    assertThat(owners.textContent("#step-approve")).contains("Paula", "Carl");

    // The next one is rejected: needed for that is a note, and it is in the record.
    deploy(owners, "v2");
    paula.navigate(page("/ledger/staging/v2"));
    paula.locator(".approval button[formaction]").click();
    paula.waitForURL("**/reject");
    assertThat(paula.textContent("main")).contains("a rejection needs a note");
    paula.navigate(page("/ledger/staging/v2"));
    paula.getByLabel("Note").fill("not on a Friday");
    paula.locator(".approval button[formaction]").click();
    paula.waitForURL("**/v2");
    paula.waitForFunction("() => !document.querySelector('[data-live]')");
    assertThat(paula.textContent("main")).contains("rejected", "not on a Friday");
    assertThat(slipway.run("releases", "ledger", "staging", "v2").out())
        .contains("no, Paula not on a Friday");
    assertThat(slipway.run("audit", "--json").out()).contains("after lunch", "not on a Friday");
  }

  private void deploy(Page owners, String version) throws Exception {
    owners.navigate(page("/ledger/staging"));
    owners.getByText("Deploy", new Page.GetByTextOptions().setExact(true)).click();
    owners.waitForURL("**/ledger/staging/" + version);
    owners.waitForSelector(
        "#step-approve.waiting", new Page.WaitForSelectorOptions().setTimeout(240_000));
    owners.reload();
    owners.waitForSelector(".approval");
  }

  /** From the sign that something waits, with the keyboard alone. */
  private void paulaSaysYes(Page paula, String version) throws Exception {
    paula.navigate(page("/"));
    Chromium.tabTo(paula, version + " ledger → staging");
    paula.keyboard().press("Enter");
    paula.waitForURL("**/ledger/staging/" + version);
    paula.getByLabel("Note").focus();
    paula.keyboard().type("after lunch");
    paula.keyboard().press("Tab");
    paula.keyboard().press("Enter");
    paula.waitForSelector(".approval .state.ok");
  }

  private void carlSaysYesOnTheCommandLine(Page carl) throws Exception {
    carl.navigate(page("/-/settings"));
    carl.getByLabel("Name").fill("laptop");
    carl.getByLabel("view", new Page.GetByLabelOptions().setExact(true)).check();
    carl.getByLabel("approve", new Page.GetByLabelOptions().setExact(true)).check();
    carl.getByText("Make the token").click();
    var token = carl.textContent(".once code");
    var shown = slipway.runAs(token, "approve", "ledger", "staging", "--json");
    assertThat(shown.exitCode()).describedAs(shown.out() + shown.err()).isEqualTo(2);
    var waits = Json.tree(shown.out());
    assertThat(waits.path("missing").toString()).isEqualTo("[\"cto\"]");
    // Paula has spoken as product owner; Carl can't in her place.
    var plan = waits.path("hash").asString().substring(0, 8);
    var wrong =
        slipway.runAs(
            token, "approve", "ledger", "staging", "--plan", plan, "--role", "product-owner");
    assertThat(wrong.exitCode()).describedAs(wrong.out()).isNotZero();
    var yes = slipway.runAs(token, "approve", "ledger", "staging", "--plan", plan, "--why", "fine");
    assertThat(yes.exitCode()).describedAs(yes.err()).isZero();
    assertThat(yes.out()).contains("approved: it goes on");
  }

  private Page invited(String email, String name, String role) throws Exception {
    var said = slipway.run("invite", email, "--name", name, "--role", role, "--json");
    assertThat(said.exitCode()).describedAs(said.err()).isZero();
    var page = chromium.context(ColorScheme.LIGHT, 1280).newPage();
    page.navigate(Json.tree(said.out()).path("url").asString());
    page.getByLabel("Password").fill(PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL(page("/"));
    return page;
  }

  private void role(String key, String title) throws Exception {
    var asked =
        Json.write(Map.of("title", title, "permissions", List.of("view", "approve", "deploy")));
    var request =
        HttpRequest.newBuilder(URI.create(page("/v1/roles/" + key)))
            .header(
                "Authorization",
                "Bearer " + Files.readString(slipway.data().resolve("token")).strip())
            .PUT(HttpRequest.BodyPublishers.ofString(asked))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
    }
  }

  private String page(String path) throws Exception {
    return slipway.address().url() + path;
  }
}
