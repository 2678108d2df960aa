package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The dashboard of a real Slipway in a real browser. With {@code -Dslipway.screenshots=FOLDER} it
 * takes the pictures of the documents.
 */
@EnabledIf("browserIsHere")
@Timeout(600)
final class DashboardTest {
  private static final Pattern LINK = Pattern.compile("one-time sign-in link: (\\S+)\\)");
  private static final List<String> PAGES =
      List.of(
          "/",
          "/ledger",
          "/ledger/development",
          "/ledger/development/v2",
          "/ledger/development/database/main",
          "/-/operations",
          "/-/audit",
          "/-/people",
          "/-/settings");

  private final Slipway slipway = Slipway.fresh();
  private final Chromium chromium = new Chromium();
  private final List<String> complaints = new ArrayList<>();

  static boolean browserIsHere() {
    return Chromium.isHere();
  }

  @AfterEach
  void stop() throws Exception {
    chromium.close();
    slipway.close();
  }

  @Test
  void signInSeeDeployWatchAndSignOut() throws Exception {
    var up = slipway.run("up", ledger().toString());
    assertThat(up.exitCode()).describedAs("%s%s", up.out(), up.err()).isZero();
    var match = LINK.matcher(up.out());
    assertThat(match.find()).describedAs(up.out()).isTrue();
    var link = match.group(1);

    var context = chromium.context(ColorScheme.LIGHT, 1280);
    var page = listened(context);
    page.navigate(link);
    assertThat(page.url()).isEqualTo(slipway.address().url() + "/ledger");
    assertThat(page.textContent("main")).contains("development", "v1", "serving");

    // By keyboard alone, from the pipeline to the environment.
    Chromium.tabTo(page, "development");
    page.keyboard().press("Enter");
    page.waitForURL("**/ledger/development");
    assertThat(page.textContent("main")).contains("serving", "v1", "100 %");

    deployAndWatch(page);
    goBack(page);
    closeAndOpen(page);
    backUp(page);
    var restoring =
        new Restoring(
            page,
            slipway.address().url() + "/ledger/development/database/main",
            DashboardTest::awaitDone);
    restoring.beside();
    restoring.inPlaceByKeyboard();
    new Approving(slipway, chromium, DashboardTest::awaitDone).goOn(page);
    everyPageInEveryLook(context);

    page.navigate(slipway.address().url() + "/");
    page.getByText("Sign out").click();
    page.waitForURL("**/-/sign-in");
    page.navigate(slipway.address().url() + "/ledger");
    assertThat(page.url()).contains("/-/sign-in?next=%2Fledger");
    page.navigate(link);
    assertThat(page.textContent("main")).contains("the link is wrong, or was used already");
    assertThat(complaints).isEmpty();
  }

  private void deployAndWatch(Page page) {
    page.getByText("Deploy", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForURL("**/ledger/development/v2");
    // While it runs the steps change by themselves; at its end the page shows the record.
    page.waitForSelector("#step-finish.ok", new Page.WaitForSelectorOptions().setTimeout(240_000));
    page.waitForFunction("() => !document.querySelector('[data-live]')");
    assertThat(page.textContent("#head")).contains("done");
    page.click("#step-verify summary");
    assertThat(page.textContent("#step-verify .log")).isNotBlank();
  }

  /** By keyboard: the button, then the question's answer. */
  private static void goBack(Page page) {
    var back = page.getByText("Go back to v1", new Page.GetByTextOptions().setExact(true));
    back.first().focus();
    page.keyboard().press("Enter");
    page.waitForSelector("dialog");
    Chromium.tabTo(page, "Go back to v1");
    page.keyboard().press("Enter");
    page.waitForURL("**/ledger/development/v3");
    awaitDone(page);
  }

  private static void awaitDone(Page page) {
    page.waitForFunction(
        "() => document.querySelector('#head .state.ok') && !document.querySelector('[data-live]')",
        null,
        new Page.WaitForFunctionOptions().setTimeout(240_000));
  }

  private static void closeAndOpen(Page page) {
    page.click(".crumbs a:last-child");
    page.waitForURL("**/ledger/development");
    page.getByText("Read only", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("dialog .dangerous").click();
    page.waitForSelector(".head .state.caution");
    assertThat(page.textContent("main")).contains("maintenance", "read-only since");
    page.getByText("Open", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForSelector(".head .state.ok");
  }

  private static void backUp(Page page) {
    page.click("text=Database main");
    page.waitForURL("**/database/main");
    page.getByText("Back up now").click();
    page.waitForURL("**/-/operations/*");
    awaitDone(page);
  }

  /** The example, with a second environment that asks two people. */
  private Path ledger() throws Exception {
    var copy = slipway.data().resolveSibling("ledger");
    var ledger = Slipway.ROOT.resolve("examples/ledger");
    try (var files = Files.walk(ledger)) {
      for (var file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(ledger.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    var manifest = copy.resolve("slipway.yaml");
    Files.writeString(manifest, Files.readString(manifest) + Approving.ENVIRONMENTS);
    return copy;
  }

  private void everyPageInEveryLook(BrowserContext signedIn) throws Exception {
    var state = signedIn.storageState();
    var pictures = System.getProperty("slipway.screenshots", "");
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (var width : List.of(1280, 390)) {
        var context = chromium.context(scheme, width, state);
        var page = listened(context);
        for (var path : PAGES) {
          page.navigate(slipway.address().url() + path);
          look(page, path + " " + scheme + " " + width);
          if (!pictures.isEmpty()) {
            var name = path.equals("/") ? "home" : path.substring(1).replaceAll("[/-]+", "-");
            var file =
                name.replaceAll("^-", "") + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(pictures, file + "-" + width + ".png")));
          }
        }
        context.close();
      }
    }
  }

  private static void look(Page page, String what) {
    var serious =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(one -> List.of("serious", "critical").contains(one.getImpact()))
                .map(one -> one.getId() + ": " + one.getHelp())
                .toList();
    assertThat(serious).describedAs(what).isEmpty();
    var overflows =
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertThat(overflows).describedAs("%s is wider than the screen", what).isEqualTo(false);
  }

  /** A script that fails or is refused by the policy would be told on the console. */
  private Page listened(BrowserContext context) {
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 40")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }
}
