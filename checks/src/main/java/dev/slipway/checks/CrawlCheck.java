package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the links of our own site from a page on, and looks at every script, style, image and
 * font that the pages and style sheets name. A script that is answered with a page counts as
 * missing: that is how a single-page application hides a file that isn't there.
 *
 * @param pages how many to look at, at most
 */
public record CrawlCheck(String name, String from, int pages) implements Check {
  private static final int MOST_ASSETS = 500;
  private static final int MOST_TOLD = 5;

  @Override
  public Duration limit() {
    return Duration.ofMinutes(2);
  }

  @Override
  public Finding run(Asking asking) throws InterruptedException {
    return new Walk(asking).from(from, pages);
  }

  /** One crawl. */
  private static final class Walk {
    private final Asking asking;
    private final Set<String> seenPages = new LinkedHashSet<>();
    private final Map<String, String> namedBy = new LinkedHashMap<>();
    private final ArrayDeque<PageLinks.Asset> assets = new ArrayDeque<>();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int looked;
    private int found;

    Walk(Asking asking) {
      this.asking = asking;
    }

    Finding from(String start, int pages) throws InterruptedException {
      waiting.add(start);
      namedBy.put(start, "the start");
      while (!waiting.isEmpty() && looked < pages) {
        stopIfCancelled();
        var path = waiting.remove();
        if (seenPages.add(path)) {
          page(path, path.equals(start));
          if (path.equals(start) && looked == 0) {
            return Finding.unmeasured(
                wrong.isEmpty() ? start + " is no HTML page" : wrong.getFirst(), evidence);
          }
        }
      }
      while (!assets.isEmpty() && found + wrong.size() < MOST_ASSETS) {
        stopIfCancelled();
        asset(assets.remove());
      }
      return finding();
    }

    private Finding finding() {
      var pages = looked + (looked == 1 ? " page" : " pages");
      if (!wrong.isEmpty()) {
        var told = String.join("; ", wrong.stream().limit(MOST_TOLD).toList());
        var more = wrong.size() > MOST_TOLD ? "; and " + (wrong.size() - MOST_TOLD) + " more" : "";
        return Finding.failed(told + more, evidence);
      }
      return found == 0 && looked <= 1
          ? Finding.unmeasured(pages + " that names no asset and no other page", evidence)
          : Finding.passed(pages + " and " + found + " assets are there", evidence);
    }

    private static void stopIfCancelled() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }

    private void page(String path, boolean first) {
      ask(path, "a page")
          .ifPresent(
              answer -> {
                var isRedirect = answer.status() / 100 == 3;
                if (isRedirect) {
                  answer
                      .header("Location")
                      .flatMap(to -> PageLinks.own(asking.target(), path, to))
                      .ifPresent(to -> follow(to, path));
                  // A start page that leads elsewhere on the site is looked at there.
                  looked += first ? 1 : 0;
                } else if (answer.status() == 401 || answer.status() == 403) {
                  // Behind a login: there, but not for us.
                  found++;
                } else if (answer.status() >= 400) {
                  missing(path, "answered " + answer.status());
                } else if (PageLinks.isPage(answer)) {
                  looked++;
                  collect(PageLinks.ofPage(asking.target(), path, answer), path);
                }
              });
    }

    private void collect(PageLinks links, String by) {
      links.pages().forEach(link -> follow(link, by));
      for (var asset : links.assets()) {
        if (namedBy.putIfAbsent(asset.path(), by) == null) {
          assets.add(asset);
        }
      }
      links
          .insecure()
          .forEach(
              address ->
                  wrong.add(
                      address
                          + " is plain HTTP on an https page: browsers block it, named by "
                          + by));
    }

    private void follow(String link, String by) {
      if (namedBy.putIfAbsent(link, by) == null) {
        waiting.add(link);
      }
    }

    private void asset(PageLinks.Asset asset) {
      ask(asset.path(), asset.kind().toString())
          .ifPresent(
              answer -> {
                if (answer.status() >= 300 && answer.status() != 304) {
                  missing(asset.path(), "answered " + answer.status());
                } else if (asset.kind().mustNotBePage() && PageLinks.isPage(answer)) {
                  missing(asset.path(), "is answered with a page instead of " + asset.kind());
                } else {
                  found++;
                  if (answer.mediaType().equals("text/css")) {
                    collect(PageLinks.ofStyle(asking.target(), asset.path(), answer), asset.path());
                  }
                }
              });
    }

    private Optional<Answer> ask(String path, String wanted) {
      try {
        var answer = asking.send(Request.get(path));
        evidence.add(
            new Evidence("GET " + path, wanted, answer.status() + " " + answer.mediaType()));
        return Optional.of(answer);
      } catch (NoAnswer none) {
        evidence.add(new Evidence("GET " + path, wanted, none.why()));
        missing(path, "gives no answer (" + none.why() + ")");
        return Optional.empty();
      }
    }

    private void missing(String path, String how) {
      wrong.add(path + " " + how + ", named by " + namedBy.getOrDefault(path, "the start"));
    }
  }
}
