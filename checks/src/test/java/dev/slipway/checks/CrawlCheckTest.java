package dev.slipway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.TestingSite.Reply;
import dev.slipway.secrets.Mask;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CrawlCheckTest {
  private final TestingSite site = TestingSite.plain();

  @BeforeEach
  void build() {
    site.on(
        "/",
        Reply.html(
            """
            <html><head><link rel=stylesheet href="/app.css"><link rel=icon href=icon.png>
            <script type=module src="/assets/app.js?v=1"></script></head>
            <body><img srcset="/a.png 1x, /b.png 2x"><a href="/about">About</a>
            <a href="https://elsewhere.example/">Else</a><a href="/logout">Leave</a></body></html>"""));
    site.on("/about", Reply.html("<a href='/'>home</a> <a href='/deep#x'>deep</a>"));
    site.on("/deep", Reply.html("<p>nothing more</p>"));
    site.on(
        "/app.css", new Reply(200, "@font-face{src:url('/f.woff2')}", "Content-Type", "text/css"));
    site.on("/assets/app.js", new Reply(200, "1", "Content-Type", "text/javascript"));
    for (var image : List.of("/icon.png", "/a.png", "/b.png", "/f.woff2")) {
      site.on(image, new Reply(200, "x", "Content-Type", "image/png"));
    }
  }

  @AfterEach
  void close() {
    site.close();
  }

  private CheckResult crawl(int pages) {
    return new Checks(Map.of(), Mask.NONE)
        .run(List.of(new CrawlCheck("crawl", "/", pages)), site.target())
        .results()
        .getFirst();
  }

  @Test
  void followsLinksAndLooksAtEveryAsset() {
    var result = crawl(50);
    assertThat(result.fact()).isEqualTo("3 pages and 6 assets are there");
    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(site.requests).doesNotContain("GET /logout").contains("GET /f.woff2");
    assertThat(crawl(1).fact()).isEqualTo("1 page and 6 assets are there");
  }

  @Test
  void namesWhatIsMissingAndWhoNamesIt() {
    site.on("/f.woff2", new Reply(404, ""));
    site.on("/deep", new Reply(500, "oops"));
    assertThat(crawl(50).fact())
        .isEqualTo("/deep answered 500, named by /about; /f.woff2 answered 404, named by /app.css");
  }

  @Test
  void aScriptThatIsAnsweredWithAPageIsMissing() {
    site.on("/assets/app.js", Reply.html("<html>the single page</html>"));
    assertThat(crawl(50).fact())
        .isEqualTo("/assets/app.js?v=1 is answered with a page instead of a script, named by /");
  }

  @Test
  void seesPlainHttpOnAnHttpsPage() {
    site.on("/", Reply.html("<script src='http://cdn.example/x.js'></script>"));
    var result =
        new Checks(Map.of(), Mask.NONE)
            .run(
                List.of(new CrawlCheck("crawl", "/", 5)),
                site.target().under(URI.create("https://erp.example")))
            .results()
            .getFirst();
    assertThat(result.fact())
        .isEqualTo(
            "http://cdn.example/x.js is plain HTTP on an https page: browsers block it, named by /");
  }

  @Test
  void whatIsNoPageOrNamesNothingIsNotMeasured() {
    site.on("/", Reply.json(200, "{}"));
    assertThat(crawl(5).line()).isEqualTo("? crawl: / is no HTML page");
    site.on("/", Reply.html("<p>hello</p>"));
    assertThat(crawl(5).line()).isEqualTo("? crawl: 1 page that names no asset and no other page");
  }
}
