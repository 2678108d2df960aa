package dev.slipway.web.site;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.protocol.edge.Figures;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Target;
import dev.slipway.web.Paths;
import dev.slipway.web.view.EnvironmentView;
import dev.slipway.web.view.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who gets the requests: as the routing table wants it, and as the edge counted in a minute. */
final class TrafficTable {
  private final Rooms rooms;

  TrafficTable(Rooms rooms) {
    this.rooms = rooms;
  }

  EnvironmentView.Traffic fill(
      String app, String environment, EnvironmentTraffic part, Optional<Deployment> serving) {
    var figures =
        rooms.plant().figures().stream()
            .flatMap(all -> all.instances().stream())
            .filter(one -> one.pool().startsWith(app + "/" + environment + "/"))
            .toList();
    var wanted = wanted(part);
    if (wanted.isEmpty()) {
      serving.ifPresent(one -> wanted.put(one.version(), 100));
    }
    var actual =
        figures.stream()
            .collect(
                Collectors.groupingBy(
                    Figures.InstanceFigures::release,
                    Collectors.summingLong(one -> one.traffic().window().requests())));
    var all = actual.values().stream().mapToLong(Long::longValue).sum();
    var shares =
        wanted.entrySet().stream()
            .map(
                entry ->
                    new EnvironmentView.Share(
                        entry.getKey(),
                        Paths.deployment(app, environment, entry.getKey()),
                        entry.getValue(),
                        percent(actual.getOrDefault(entry.getKey(), 0L), all)))
            .toList();
    return new EnvironmentView.Traffic(shares, instances(part, figures));
  }

  /** Where nobody asked in the last minute, nothing was measured. */
  private static Optional<Integer> percent(long part, long all) {
    return all == 0 ? Optional.empty() : Optional.of((int) Math.round(100.0 * part / all));
  }

  private static Map<String, Integer> wanted(EnvironmentTraffic part) {
    var shares = new TreeMap<String, Integer>();
    for (var pool : part.pools()) {
      if (!pool.shares().isEmpty()) {
        shares.putAll(pool.shares());
        return shares;
      }
    }
    var weights =
        part.pools().stream()
            .flatMap(pool -> pool.targets().stream())
            .collect(Collectors.groupingBy(Target::release, Collectors.summingInt(Target::weight)));
    var sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    weights.forEach((release, weight) -> shares.put(release, Math.round(100f * weight / sum)));
    return shares;
  }

  private static List<EnvironmentView.Instance> instances(
      EnvironmentTraffic part, List<Figures.InstanceFigures> figures) {
    return part.pools().stream()
        .flatMap(pool -> pool.targets().stream().map(target -> instance(pool, target, figures)))
        .toList();
  }

  private static EnvironmentView.Instance instance(
      Pool pool, Target target, List<Figures.InstanceFigures> figures) {
    var service = pool.name().substring(pool.name().lastIndexOf('/') + 1);
    var counted =
        figures.stream().filter(one -> one.instance().equals(target.instance())).findFirst();
    return new EnvironmentView.Instance(
        service,
        target.release(),
        counted.map(one -> state(one.health())).orElse(State.none("not measured")),
        target.address() + ":" + target.port(),
        counted.map(TrafficTable::said).orElse(""));
  }

  private static String said(Figures.InstanceFigures one) {
    var window = one.traffic().window();
    return String.format(
        Locale.ROOT, "%,d requests in a minute, %d now", window.requests(), one.inFlight());
  }

  private static State state(Figures.Health health) {
    return switch (health) {
      case HEALTHY -> State.ok("healthy");
      case UNHEALTHY -> State.failed("its checks fail");
      case EJECTED -> State.caution("left alone for a while");
      case DRAINED -> State.none("drained");
    };
  }
}
