package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.Target;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page or a style sheet of our own site names: other pages, and the files it needs. */
record PageLinks(Set<String> pages, List<Asset> assets, Set<String> insecure) {
  private static final Pattern STYLE_URL =
      Pattern.compile("(?:url\\(\\s*|@import\\s+)[\"']?([^\"')\\s;]+)[\"']?");
  private static final Pattern NOT_A_PAGE =
      Pattern.compile("(?i).*\\.(pdf|zip|gz|png|jpe?g|gif|svg|webp|mp4|csv|xlsx?|docx?|xml|txt)");

  /** A file that a page needs. */
  record Asset(String path, Kind kind) {}

  enum Kind {
    SCRIPT("a script"),
    STYLE("a style sheet"),
    IMAGE("an image"),
    OTHER("a file");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean mustNotBePage() {
      return this != OTHER;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static boolean isPage(Answer answer) {
    return answer.mediaType().equals("text/html")
        || answer.mediaType().equals("application/xhtml+xml");
  }

  static PageLinks ofPage(Target target, String path, Answer answer) {
    var page = Jsoup.parse(answer.text(), target.origin() + path);
    var found = new Collector(target, path);
    collectAssets(page, found);
    for (var link : page.select("a[href]")) {
      if (!link.hasAttr("download") && !link.attr("rel").contains("nofollow")) {
        found.page(link.attr("abs:href"));
      }
    }
    for (var style : page.select("style")) {
      found.styles(style.data());
    }
    return found.links();
  }

  static PageLinks ofStyle(Target target, String path, Answer answer) {
    var found = new Collector(target, path);
    found.styles(answer.text());
    return found.links();
  }

  private static void collectAssets(Document page, Collector found) {
    for (var element : page.select("script[src]")) {
      found.asset(element.attr("abs:src"), Kind.SCRIPT);
    }
    for (var element : page.select("link[href]")) {
      linked(element, found);
    }
    for (var element : page.select("img[src], source[src], video[src], audio[src], input[src]")) {
      found.asset(element.attr("abs:src"), Kind.IMAGE);
    }
    for (var element : page.select("img[srcset], source[srcset]")) {
      for (var candidate : element.attr("srcset").split(",")) {
        found.asset(resolve(page, candidate.strip().split("\\s+")[0]), Kind.IMAGE);
      }
    }
    for (var element : page.select("iframe[src], object[data]")) {
      found.asset(
          element.hasAttr("src") ? element.attr("abs:src") : element.attr("abs:data"), Kind.OTHER);
    }
  }

  private static String resolve(Document page, String address) {
    try {
      return URI.create(page.baseUri()).resolve(address).toString();
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static void linked(Element link, Collector found) {
    var rel = link.attr("rel").toLowerCase(Locale.ROOT);
    var address = link.attr("abs:href");
    if (rel.contains("stylesheet")) {
      found.asset(address, Kind.STYLE);
    } else if (rel.contains("modulepreload") || link.attr("as").equals("script")) {
      found.asset(address, Kind.SCRIPT);
    } else if (rel.contains("icon")) {
      found.asset(address, Kind.IMAGE);
    } else if (rel.contains("manifest") || rel.contains("preload")) {
      found.asset(address, Kind.OTHER);
    }
  }

  /** The path on our own site that an address means; empty for other sites and other schemes. */
  static Optional<String> own(Target target, String from, String address) {
    try {
      var uri = URI.create(target.origin() + from).resolve(address);
      var origin = uri.getScheme() + "://" + uri.getAuthority();
      if (!origin.equalsIgnoreCase(target.origin())) {
        return Optional.empty();
      }
      var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return Optional.of(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Sorts addresses into ours, not ours, and those that a browser will block. */
  private static final class Collector {
    private final Target target;
    private final String from;
    private final Set<String> pages = new LinkedHashSet<>();
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Set<String> insecure = new LinkedHashSet<>();

    Collector(Target target, String from) {
      this.target = target;
      this.from = from;
    }

    void page(String address) {
      own(target, from, address)
          .filter(path -> !NOT_A_PAGE.matcher(path).matches())
          .filter(path -> !path.matches("(?i).*(logout|signout|sign-out|delete|unsubscribe).*"))
          .ifPresent(pages::add);
    }

    void asset(String address, Kind kind) {
      if (address.isEmpty()) {
        return;
      }
      if (target.origin().startsWith("https:") && address.startsWith("http:")) {
        insecure.add(address);
      }
      own(target, from, address).ifPresent(path -> assets.putIfAbsent(path, new Asset(path, kind)));
    }

    void styles(String text) {
      var match = STYLE_URL.matcher(text);
      while (match.find()) {
        var address = match.group(1);
        if (!address.startsWith("data:") && !address.startsWith("#")) {
          own(target, from, address)
              .ifPresent(path -> assets.putIfAbsent(path, new Asset(path, Kind.OTHER)));
        }
      }
    }

    PageLinks links() {
      return new PageLinks(pages, List.copyOf(assets.values()), insecure);
    }
  }
}
