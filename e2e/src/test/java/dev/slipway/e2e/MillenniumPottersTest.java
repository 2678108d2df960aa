package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The guide of Millennium Potters, section by section, as a team that has Slipway goes through it:
 * Express with Prisma, Next.js, a credit officer at a real browser. docs/guides/coverage.md says
 * what of the guide is here, what elsewhere, what nowhere. npm and Next.js take minutes, which all
 * tests together haven't: it is run with {@code -Dslipway.guides=true}.
 */
@EnabledIfSystemProperty(named = "slipway.guides", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
final class MillenniumPottersTest {
  private static final String APP = Potters.NAME;
  private static final List<String> COMPLAINTS = new ArrayList<>();

  private static Slipway slipway;
  private static Potters potters;
  private static Chromium chromium;
  private static Page page;
  private static String first;

  @BeforeAll
  static void deploy() throws Exception {
    assumeTrue(
        Potters.canBeBuilt(),
        "the example needs Node 20.19 or later, and npm with a registry that answers");
    assumeTrue(Chromium.isHere(), "there is no Chromium to look at it with");
    slipway = Slipway.fresh();
    potters = Potters.copied(slipway);
    first = potters.up();
    chromium = new Chromium();
    page = chromium.context(ColorScheme.LIGHT, 1280).newPage();
    page.onPageError(error -> COMPLAINTS.add(page.url() + ": " + error));
    page.onConsoleMessage(
        message -> {
          // A refused password and a closed environment are answers, not mistakes of the page.
          if (message.type().equals("error") && !message.text().contains("the server responded")) {
            COMPLAINTS.add(page.url() + ": " + message.text());
          }
        });
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (slipway != null) {
      slipway.close();
    }
  }

  /** 1.4, 2.1 to 2.3, 3.1, 3.2 and the sign-ins of 4.1: one command, each step with its proof. */
  @Test
  @Order(1)
  void phases1To3BothAreBuiltTheHistoryOfPrismaIsAppliedAndEveryoneCanSignIn() throws Exception {
    assertThat(first)
        .contains("v1  millennium-potters → development")
        .contains("✔ Build         2 services")
        .contains("nothing to lose yet: empty database")
        .contains("11 migrations")
        .contains("v1 passes on the new schema")
        .contains("✔ Verify")
        .contains("✔ Confirm");
    assertThat(potters.told("db", "migrations", APP))
        .contains("in sync: all 11 applied")
        .contains("20250703094520_member_phone_and_address");
    assertThat(page.navigate(potters.url() + "/health").text())
        .contains("\"status\":\"ok\"", "\"database\":\"connected\"");
  }

  @Test
  @Order(2)
  void section33SignInIsRefusedWithAWrongPasswordAndLeadsToTheDashboard() throws Exception {
    page.navigate(potters.url() + "/");
    page.waitForURL("**/login");
    signIn("officer@potters.example", "not-the-password");
    page.getByText("email or password is wrong").waitFor();
    signIn("officer@potters.example", potters.password());
    page.waitForURL("**/dashboard");
    assertThat(figure("Repaid")).isEqualTo("₦0.00");
  }

  @Test
  @Order(3)
  void section41AUnionAMemberALoanARepaymentADocumentAndAReport() {
    go("Unions");
    fill("Name", "Kiln Street").fill("Location", "Ibadan").press("Create union");
    page.getByText("Kiln Street").click();
    page.waitForURL("**/unions/*");
    fill("First name", "Bisi")
        .fill("Last name", "Ade")
        .fill("Phone", "+234 801")
        .press("Add member");
    page.getByLabel("Principal").waitFor();
    fill("Principal", "1000").fill("Interest in percent", "10").fill("Months", "6");
    press("Give loan");
    page.waitForURL("**/loans/*");
    fill("Amount", "2000").press("Record repayment");
    page.getByText("only 1100.00 of this loan is outstanding").waitFor();
    fill("Amount", "250.50").press("Record repayment");
    page.getByText("₦849.50").waitFor();
    page.getByLabel("File")
        .setInputFiles(
            new FilePayload("id.txt", "text/plain", "Bisi Ade".getBytes(StandardCharsets.UTF_8)));
    press("Upload");
    page.getByText("id.txt").waitFor();
    go("Reports");
    fill("From", "2020-01-01").fill("Until", "2100-01-01").press("Make report");
    page.getByText("₦250.50").waitFor();
    page.getByText("Dark mode").click();
    assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
  }

  /** 1.1 to 1.3: what the guide has people look for is found, counted, and asked about. */
  @Test
  @Order(4)
  void sections12And13ThePlanTellsWhatWouldBeLostAndChangesNothing() throws Exception {
    potters.migration("20251103080000_no_phone", "ALTER TABLE \"Member\" DROP COLUMN \"phone\";\n");
    var plan = slipway.run("deploy", APP, "--plan");
    assertThat(plan.exitCode()).isEqualTo(1);
    assertThat(plan.out() + plan.err())
        .contains("on a copy with the new schema, before anything was changed")
        .contains("GET /api/members");
    potters.withoutMigration("20251103080000_no_phone");
    go("Dashboard");
    assertThat(figure("Repaid")).isEqualTo("₦250.50");
  }

  /** 1.1, 1.4 and 4.1's counts: a backup before, a restore point, and nobody is signed out. */
  @Test
  @Order(5)
  void section14AMigrationComesWithItsReleaseWhileTheOfficerStaysSignedIn() throws Exception {
    potters.migration(
        "20251104090000_repayment_dates",
        "ALTER TABLE \"Repayment\" ADD CONSTRAINT \"Repayment_paidAt_check\""
            + " CHECK (\"paidAt\" > '2000-01-01');\n");
    potters.change("backend/src/seed.ts", "firstName: 'Sam'", "firstName: 'Samuel'");
    assertThat(potters.up())
        .contains("✔ Backup")
        .contains("✔ Mark")
        .contains("✔ Migrate")
        .contains("going back are safe")
        .contains("✔ Finish");
    page.reload();
    release("v2");
    assertThat(figure("Repaid")).isEqualTo("₦250.50");
    assertThat(figure("Active loans")).isEqualTo("1");
  }

  @Test
  @Order(6)
  void aReleaseThatDoesNotAnswerNeverMeetsTheOfficer() throws Exception {
    potters.change("slipway.yaml", "/api/health, within: 60s", "/nowhere, within: 8s");
    var broken = slipway.run("up", potters.folder().toString());
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out()).contains("✖ Start");
    potters.change("slipway.yaml", "/nowhere, within: 8s", "/api/health, within: 60s");
    page.reload();
    release("v2");
    assertThat(figure("Repaid")).isEqualTo("₦250.50");
  }

  @Test
  @Order(7)
  void maintenanceModeReadingGoesOnAndNothingIsWritten() throws Exception {
    potters.told("maintenance", "on", APP, "--read-only", "--message", "Under Maintenance");
    go("Unions");
    fill("Name", "Clay Road").press("Create union");
    page.locator("form [role=alert]").waitFor();
    assertThat(page.locator("tbody tr").count()).isEqualTo(1);
    potters.told("maintenance", "off", APP);
    press("Create union");
    page.getByText("Clay Road").waitFor();
  }

  @Test
  @Order(8)
  void rollbackProcedureTheOldCodeServesTodaysData() throws Exception {
    assertThat(potters.told("rollback", APP, "development", "--exit", "code"))
        .contains("rollback to v1")
        .contains("succeeded");
    go("Dashboard");
    page.reload();
    release("v1");
    assertThat(figure("Repaid")).isEqualTo("₦250.50");
    assertThat(figure("Unions")).isEqualTo("2");
  }

  @Test
  @Order(9)
  void monitoringAndLoggingTheAuditLogAndTheBackendsLogAreThere() throws Exception {
    assertThat(
            potters.told(
                "db",
                "sql",
                APP,
                "development",
                "SELECT \"action\", \"entityName\", \"actor\"->>'firstName' AS user_name"
                    + " FROM \"AuditLog\" ORDER BY \"createdAt\" DESC LIMIT 100"))
        .contains("REPAY", "Loan", "Olu");
    assertThat(potters.told("logs", APP, "--service", "backend", "--grep", "listening"))
        .contains("listening");
    page.getByText("Sign out").click();
    page.waitForURL("**/login");
    assertThat(COMPLAINTS).isEmpty();
  }

  private static void signIn(String email, String password) {
    fill("Email", email).fill("Password", password).press("Sign in");
  }

  private static void go(String place) {
    page.getByRole(AriaRole.NAVIGATION).getByText(place).click();
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(place)).waitFor();
  }

  private static Typing fill(String label, String text) {
    return new Typing().fill(label, text);
  }

  private static void press(String button) {
    new Typing().press(button);
  }

  /** What somebody does at a form. */
  private static final class Typing {
    Typing fill(String label, String text) {
      page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
      return this;
    }

    void press(String button) {
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }
  }

  private static String figure(String name) {
    var figure = page.locator("dl div", new Page.LocatorOptions().setHasText(name)).locator("dd");
    figure.first().waitFor();
    return figure.first().textContent();
  }

  private static void release(String version) {
    page.locator("#release").getByText("Release " + version).waitFor();
  }
}
