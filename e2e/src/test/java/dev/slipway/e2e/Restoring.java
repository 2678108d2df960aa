package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/**
 * A database goes back: beside to a release's restore point with the mouse, in place to a time with
 * the keyboard.
 */
final class Restoring {
  private final Page page;
  private final String database;
  private final Consumer<Page> afterwards;

  /**
   * @param database the address of its page
   * @param afterwards waits until the operation that a page shows is done
   */
  Restoring(Page page, String database, Consumer<Page> afterwards) {
    this.page = page;
    this.database = database;
    this.afterwards = afterwards;
  }

  void beside() {
    page.navigate(database);
    page.getByText("restore point", new Page.GetByTextOptions().setExact(false)).last().click();
    page.getByText("Cost of going back").first().click();
    page.waitForSelector("#restore .facts");
    assertThat(page.textContent("#restore")).contains("Back to before-v", "Takes", "Lost");
    page.getByText("Restore beside").click();
    page.waitForURL("**/-/operations/*");
    afterwards.accept(page);
    page.navigate(database);
    assertThat(page.textContent("main")).doesNotContain("No copy of it is in use");
  }

  void inPlaceByKeyboard() {
    page.navigate(database);
    Chromium.tabTo(page, "What would be lost?");
    page.keyboard().press("Enter");
    page.waitForSelector("#restore .facts");
    // Another name than the database's own is refused, and nothing is changed.
    page.locator("#typed").focus();
    page.keyboard().type("ledger@production");
    page.keyboard().press("Enter");
    page.waitForURL("**/restore-in-place?*");
    assertThat(page.textContent("main")).contains("ledger@development");
    foretold();
    page.locator("#typed").focus();
    page.keyboard().type("ledger@development");
    page.keyboard().press("Enter");
    page.waitForURL("**/-/operations/*");
    afterwards.accept(page);
    assertThat(page.textContent("main")).contains("in place");
  }

  private void foretold() {
    page.navigate(database);
    page.getByText("What would be lost?").click();
    page.waitForSelector("#restore .facts");
    assertThat(page.textContent("#restore"))
        .contains("Takes", "Restore beside", "Type ledger@development");
  }
}
