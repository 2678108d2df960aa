package dev.slipway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The pages in a real browser. With {@code -Dslipway.screenshots=FOLDER} it takes pictures. */
@EnabledIf("browserIsHere")
final class PagesTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int LARGEST = 100_000;

  private record Look(String name, ColorScheme scheme, int width) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look("light-1280", ColorScheme.LIGHT, 1280),
          new Look("dark-390", ColorScheme.DARK, 390),
          new Look("light-390", ColorScheme.LIGHT, 390),
          new Look("dark-1280", ColorScheme.DARK, 1280));

  private TestingSite site;
  private Playwright playwright;
  private Browser browser;
  private final List<String> complaints = new ArrayList<>();

  static boolean browserIsHere() {
    return CHROMIUM.toFile().canExecute();
  }

  @BeforeEach
  void open() throws Exception {
    site = new TestingSite();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterEach
  void close() {
    browser.close();
    playwright.close();
    site.close();
  }

  private Page visit(String path, ColorScheme scheme, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Madrid"));
    var page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(path + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(path + ": " + error));
    page.navigate(site.address(path));
    return page;
  }

  /** Each page in one of the four looks; all looks are met by some. */
  @Test
  @Timeout(600)
  void everyPageIsReadableByEverybodyInBothThemesAndNarrow() {
    var flaws = new ArrayList<String>();
    var turn = 0;
    for (var path : site.mounted.keySet()) {
      var look = LOOKS.get(turn++ % LOOKS.size());
      var page = visit(path, look.scheme(), look.width());
      var wide = (int) page.evaluate("document.documentElement.scrollWidth");
      if (wide > look.width()) {
        flaws.add(path + " " + look.name() + ": is " + wide + " wide");
      }
      for (var violation : new AxeBuilder(page).analyze().getViolations()) {
        var where = violation.getNodes().getFirst().getHtml();
        flaws.add(path + " " + look.name() + ": " + violation.getId() + " " + where);
      }
      page.context().close();
    }
    assertThat(flaws).isEmpty();
    assertThat(complaints).describedAs("what the browser complains of").isEmpty();
  }

  /** For the documents, and to look at: every page in every look. */
  @Test
  @Timeout(900)
  @EnabledIfSystemProperty(named = "slipway.screenshots", matches = ".+")
  void picturesAreTaken() {
    var folder = Path.of(System.getProperty("slipway.screenshots"));
    for (var look : LOOKS) {
      var page = visit("/", look.scheme(), look.width());
      for (var path : site.mounted.keySet()) {
        page.navigate(site.address(path));
        var name = path.equals("/") ? "home" : path.substring(1);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(folder.resolve(name + "-" + look.name() + ".png")));
      }
      page.context().close();
    }
  }

  @Test
  void everyPageIsSmall() {
    for (var page : site.mounted.entrySet()) {
      var html = page.getValue().apply(TestingSite.frame("auto"));
      assertThat(html.getBytes(StandardCharsets.UTF_8).length)
          .describedAs(page.getKey())
          .isLessThan(LARGEST);
    }
  }

  @Test
  void textsOfOthersAreTextsAndNoPageHasScriptOrStyleInIt() {
    for (var page : site.mounted.entrySet()) {
      var html = page.getValue().apply(TestingSite.frame("auto"));
      assertThat(html)
          .describedAs(page.getKey())
          .doesNotContain("<b>bold", "<script>", " style=", " onclick=", "<style", "javascript:");
    }
    assertThat(site.pages.home(TestingSite.frame("x\"><i>"), SampleApps.few()))
        .contains("data-theme=\"auto\"");
  }

  @Test
  void aDeploymentIsFollowedLiveWithoutAnythingMoving() {
    var page = visit("/deployment", ColorScheme.LIGHT, 1280);
    var before = page.locator("#step-verify").boundingBox().y;
    site.events.add(
        site.pages.step(
            SampleDeployments.done("Start", "3 instances, ready after 1.1 s", "5.0 s")));
    page.locator("#step-start .note:has-text('3 instances')").waitFor();
    assertThat(page.locator("#step-verify").boundingBox().y).isEqualTo(before);
    page.locator("#live:has-text('Start 3 instances')").waitFor(attached());
    // What somebody opened stays open when the step changes.
    page.locator("#step-start summary").click();
    site.events.add(site.pages.step(SampleDeployments.done("Start", "all 3 ready", "5.1 s")));
    page.locator("#step-start .note:has-text('all 3 ready')").waitFor();
    assertThat(page.locator("#step-start details").getAttribute("open")).isNotNull();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aListChangesRowByRowAndFocusStaysWhereItIs() {
    var page = visit("/operations", ColorScheme.LIGHT, 1280);
    page.locator("#operation-811 a").focus();
    page.evaluate("document.getElementById('operation-811').untouched = true");
    site.events.add(site.pages.operationList("form-key", SampleRest.operationsLater()));
    page.locator("#operation-813").waitFor();
    assertThat(page.locator("tbody tr").evaluateAll("all => all.map(row => row.id)"))
        .isEqualTo(List.of("operation-813", "operation-812", "operation-811", "operation-810"));
    assertThat(page.locator("#operation-812 .state").textContent()).contains("done");
    assertThat(page.evaluate("document.getElementById('operation-811').untouched")).isEqualTo(true);
    assertThat(page.evaluate("document.activeElement.closest('tr').id")).isEqualTo("operation-811");
    // Nothing moves below an open question; what came meanwhile is shown after the answer.
    page.locator("#operation-813 button:has-text('Cancel')").click();
    page.locator("dialog[open]").waitFor();
    site.events.add(site.pages.operationList("form-key", SampleRest.operations()));
    page.locator("dialog button:has-text('Leave it')").click();
    page.locator("#operation-809").waitFor();
    assertThat(page.locator("#operation-813").count()).isZero();
    assertThat(complaints).isEmpty();
  }

  @Test
  void homeKeepsWhatSomebodyTypesWhileItChanges() {
    var page = visit("/", ColorScheme.LIGHT, 390);
    page.locator("#q").focus();
    site.events.add(site.pages.homeTable(SampleApps.later()));
    page.locator("#app-ledger >> text=v99").first().waitFor();
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("q");
    assertThat(complaints).isEmpty();
  }

  /** What only screen readers get to know. */
  private static WaitForOptions attached() {
    return new WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  @Test
  void whatIsDangerousIsAskedAgainByKeyboardToo() {
    var page = visit("/deployment", ColorScheme.LIGHT, 1280);
    page.locator("button:has-text('Cancel')").focus();
    page.keyboard().press("Enter");
    page.locator("dialog[open]").waitFor();
    assertThat(page.locator("dialog").textContent()).contains("Cancel v53?");
    page.keyboard().press("Escape");
    // It goes once the browser has told that it was closed.
    page.locator("dialog").waitFor(new WaitForOptions().setState(WaitForSelectorState.DETACHED));
    assertThat(site.posted).isEmpty();
    page.locator("button:has-text('Cancel')").click();
    page.locator("dialog button:has-text('Cancel')").click();
    page.waitForURL("**/cancel");
    assertThat(site.posted).containsExactly("/erp-generic/production/v53/cancel _form=form-key");
  }

  @Test
  void anApprovalCarriesThePlanItWasGivenFor() {
    var page = visit("/approval", ColorScheme.LIGHT, 1280);
    page.getByLabel("Note").fill("after lunch");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.waitForURL("**/approve");
    assertThat(site.posted)
        .containsExactly("/approve _form=form-key&plan=7d3e·91c4&note=after lunch");
  }

  @Test
  void theSecretIsAPictureOfBlackOnWhiteInBothThemes() {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      var page = visit("/factor", scheme, 390);
      var fills =
          page.locator(".qr path").evaluateAll("all => all.map(p => getComputedStyle(p).fill)");
      assertThat(fills).isEqualTo(List.of("rgb(255, 255, 255)", "rgb(0, 0, 0)"));
      assertThat(page.locator(".qr").boundingBox().width).isGreaterThan(200);
      page.context().close();
    }
  }

  @Test
  void aTimeIsPickedAndTheLossShown() {
    var page = visit("/database", ColorScheme.LIGHT, 1280);
    var slider = page.locator("#slide");
    slider.focus();
    page.keyboard().press("Home");
    assertThat(page.locator("#at").inputValue()).isEqualTo("2026-11-15T09:14:07Z");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#at").inputValue()).isEqualTo("2026-11-15T09:14:08Z");
    assertThat(page.locator("#at-hint").textContent()).contains("10:14:08");
    page.locator("button:has-text('What would be lost?')").click();
    page.locator("#restore >> text=8,114 rows").waitFor();
    assertThat(page.locator("#restore time").textContent()).contains("10:14");
    // The same for a release's restore point.
    page.locator("summary:has-text('3 restore points')").click();
    page.locator("a:has-text('Cost of going back to before-v52')").click();
    page.locator("#restore >> text=before-v52").waitFor();
    assertThat(complaints).isEmpty();
  }

  @Test
  void coloursFindAndTimesFollowTheViewer() {
    var page = visit("/", ColorScheme.LIGHT, 1280);
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("auto");
    page.locator("#theme").click();
    page.locator("#theme").click();
    page.reload();
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    page.keyboard().press("/");
    page.keyboard().type("nothing like it");
    page.locator("#apps .empty").waitFor();
    page.navigate(site.address("/audit"));
    assertThat(page.locator("time").first().textContent()).contains("10:14");
    assertThat(complaints).isEmpty();
  }
}
