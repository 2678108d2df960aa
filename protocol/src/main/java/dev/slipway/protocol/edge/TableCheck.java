package dev.slipway.protocol.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what a table says twice, or says about things that aren't there. */
final class TableCheck {
  private static final Pattern HOST =
      Pattern.compile("\\*|(?:\\*\\.)?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+\\]");

  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  private final List<String> mistakes = new ArrayList<>();
  private final Set<String> pools = new HashSet<>();

  private TableCheck() {}

  static List<String> mistakes(RoutingTable table) {
    var check = new TableCheck();
    table.pools().forEach(check::pool);
    var owners = new HashMap<String, String>();
    table.sites().forEach(site -> check.site(site, owners));
    for (var certificate : table.certificates()) {
      check.absolute("certificate " + certificate.hosts() + ": chain", certificate.chain());
      check.absolute("certificate " + certificate.hosts() + ": key", certificate.key());
    }
    return check.mistakes;
  }

  private void pool(Pool pool) {
    var where = "pool " + pool.name();
    if (!pools.add(pool.name())) {
      mistakes.add(where + " is there twice");
    }
    var instances = new HashSet<String>();
    var releases = new HashSet<String>();
    for (var target : pool.targets()) {
      releases.add(target.release());
      if (!instances.add(target.instance())) {
        mistakes.add(where + ": instance " + target.instance() + " is there twice");
      }
      if (target.port() < 1 || target.port() > 65_535) {
        mistakes.add(where + ": instance " + target.instance() + " has port " + target.port());
      }
      if (target.weight() < 1 || target.weight() > 1000) {
        mistakes.add(where + ": instance " + target.instance() + " has weight " + target.weight());
      }
    }
    shares(pool, where, releases);
  }

  private void shares(Pool pool, String where, Set<String> releases) {
    var sum = 0;
    for (var share : pool.shares().entrySet()) {
      sum += share.getValue();
      if (share.getValue() < 0) {
        mistakes.add(where + ": release " + share.getKey() + " has share " + share.getValue());
      }
      if (share.getValue() > 0 && !releases.contains(share.getKey())) {
        mistakes.add(
            where + ": release " + share.getKey() + " has a share of traffic but no instance");
      }
    }
    if (!pool.shares().isEmpty() && sum <= 0) {
      mistakes.add(where + ": the shares add up to " + sum);
    }
  }

  private void site(Site site, Map<String, String> owners) {
    var where = "site " + site.environment();
    for (var host : site.hosts()) {
      if (!HOST.matcher(host).matches()) {
        mistakes.add(where + ": \"" + host + "\" is no host name in lower case");
      }
      var owner = owners.putIfAbsent(host, site.environment());
      if (owner != null) {
        mistakes.add(where + ": host " + host + " belongs to " + owner + " already");
      }
    }
    var paths = new HashSet<String>();
    for (var route : site.routes()) {
      route(where + ", route " + route.path(), route);
      if (!paths.add(route.path())) {
        mistakes.add(where + ", route " + route.path() + " is there twice");
      }
    }
    policy(where, site.policy());
  }

  private void route(String where, Route route) {
    if (!route.path().startsWith("/")
        || (route.path().length() > 1 && route.path().endsWith("/"))) {
      mistakes.add(where + ": a path starts with a slash and ends without one");
    }
    switch (route.destination()) {
      case Destination.ToPool(var pool) -> {
        if (!pools.contains(pool)) {
          mistakes.add(where + ": there is no pool " + pool);
        }
      }
      case Destination.StaticFiles files -> absolute(where + ": folder", files.folder());
      case Destination.Redirect redirect -> {
        if (!Set.of(301, 302, 307, 308).contains(redirect.status())) {
          mistakes.add(where + ": " + redirect.status() + " is no redirect");
        }
      }
    }
  }

  private void policy(String where, SitePolicy policy) {
    for (var header : policy.headers().entrySet()) {
      if (!HEADER_NAME.matcher(header.getKey()).matches()) {
        mistakes.add(where + ": \"" + header.getKey() + "\" is no header name in lower case");
      }
      if (header.getValue().chars().anyMatch(c -> c < ' ' || c > '~')) {
        mistakes.add(where + ": header " + header.getKey() + " has a character that is not ASCII");
      }
    }
    for (var limit : policy.rateLimits()) {
      if (limit.requests() < 1 || limit.per().isNegative() || limit.per().isZero()) {
        mistakes.add(where + ": rate limit " + limit.name() + " allows nothing");
      }
    }
  }

  private void absolute(String where, String path) {
    if (!Path.of(path).isAbsolute()) {
      mistakes.add(where + " " + path + " is not absolute");
    }
  }
}
