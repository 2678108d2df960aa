package dev.slipway.delivery.traffic;

import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.edge.Certificate;
import dev.slipway.protocol.edge.EdgeAdmin;
import dev.slipway.protocol.edge.EdgeJson;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.RoutingTable;
import dev.slipway.protocol.edge.Site;
import dev.slipway.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * What the edge should do, and telling it. The rows are the truth: a change is committed before the
 * edge hears of it, and who starts after a crash tells the edge all rows again.
 */
public final class Traffic {
  /** Tables are published one after another, also by several control planes. */
  private static final long PUBLISHING = 0x736c69707461L;

  private static final Duration LOOK = Duration.ofMillis(10);

  /** An edge that fell is started again within seconds; a busy machine takes its time. */
  private static final Duration BACK_AGAIN = Duration.ofSeconds(30);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final String AWAY = "SLIP-4003";

  private final Store store;
  private final EdgeAdmin edge;
  private final InstantSource clock;
  private final Function<Handle, List<Certificate>> certificates;

  /** Without certificates of its own: the edge's self-signed one is shown. */
  public Traffic(Store store, EdgeAdmin edge, InstantSource clock) {
    this(store, edge, clock, handle -> List.of());
  }

  /**
   * @param certificates whose files are there, as a transaction sees it
   */
  public Traffic(
      Store store,
      EdgeAdmin edge,
      InstantSource clock,
      Function<Handle, List<Certificate>> certificates) {
    this.store = store;
    this.edge = edge;
    this.clock = clock;
    this.certificates = certificates;
  }

  public EdgeAdmin edge() {
    return edge;
  }

  public Optional<EnvironmentTraffic> find(String app, String environment) {
    return store.read(handle -> find(handle, app, environment));
  }

  /** Changes an environment's part and returns once the edge serves by it. */
  public void change(String app, String environment, UnaryOperator<EnvironmentTraffic> change) {
    change(app, environment, (handle, before) -> change.apply(before));
  }

  /** A change that is committed with others, or not at all. */
  @FunctionalInterface
  public interface Change {
    EnvironmentTraffic to(Handle handle, EnvironmentTraffic before);
  }

  /** The same, with other rows changed in the same transaction. */
  public void change(String app, String environment, Change change) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              lock(handle);
              var before = find(handle, app, environment).orElse(EnvironmentTraffic.NONE);
              keep(handle, app, environment, change.to(handle, before));
            });
    publish();
  }

  /**
   * Waits until nothing runs on the instances any more, which no table may name by now; false when
   * the limit was over first.
   */
  public boolean awaitDrained(List<String> instances, Duration limit, Runnable eachLook)
      throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    for (var instance : instances) {
      while (!isDrained(instance)) {
        eachLook.run();
        if (System.nanoTime() > end) {
          return false;
        }
        Thread.sleep(LOOK);
      }
    }
    return true;
  }

  /** An edge that is gone has nothing in flight. */
  private boolean isDrained(String instance) {
    try {
      return edge.drained(instance);
    } catch (ProblemException edgeIsGone) {
      return true;
    }
  }

  /** Which host names other environments have, and who has them. */
  public Map<String, String> hostsOfOthers(String own) {
    var hosts = new TreeMap<String, String>();
    store.read(Traffic::all).stream()
        .flatMap(part -> part.sites().stream())
        .filter(site -> !site.environment().equals(own))
        .forEach(site -> site.hosts().forEach(host -> hosts.put(host, site.environment())));
    return hosts;
  }

  /** Gives the edge the whole table; one that is away is waited for. */
  public void publish() {
    var end = System.nanoTime() + BACK_AGAIN.toNanos();
    while (true) {
      try {
        publishNow();
        return;
      } catch (ProblemException e) {
        if (!e.problem().code().equals(AWAY) || System.nanoTime() > end || isInterrupted()) {
          throw e;
        }
      }
    }
  }

  /** Waits a moment between two tries; whether somebody asked us to end meanwhile. */
  private static boolean isInterrupted() {
    try {
      Thread.sleep(BETWEEN_TRIES);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void publishNow() {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              lock(handle);
              edge.putTable(table(handle));
            });
  }

  private static void lock(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(?)", PUBLISHING);
  }

  private void keep(Handle handle, String app, String environment, EnvironmentTraffic part) {
    handle
        .createUpdate(
            """
            INSERT INTO catalog.traffic (app, environment, part, changed_at)
            VALUES (:app, :environment, cast(:part AS jsonb), :now)
            ON CONFLICT (app, environment)
            DO UPDATE SET part = excluded.part, changed_at = excluded.changed_at""")
        .bind("app", app)
        .bind("environment", environment)
        .bind("part", EdgeJson.write(part))
        .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .execute();
  }

  private static Optional<EnvironmentTraffic> find(Handle handle, String app, String environment) {
    return handle
        .createQuery(
            "SELECT part::text FROM catalog.traffic WHERE app = :app AND environment = :environment")
        .bind("app", app)
        .bind("environment", environment)
        .mapTo(String.class)
        .findOne()
        .map(Traffic::read);
  }

  private static EnvironmentTraffic read(String json) {
    return EdgeJson.read(json, EnvironmentTraffic.class, "an environment's part of the table");
  }

  private RoutingTable table(Handle handle) {
    var version =
        handle
            .createQuery("SELECT nextval('catalog.routing_table_version')")
            .mapTo(Long.class)
            .one();
    var sites = new ArrayList<Site>();
    var pools = new ArrayList<Pool>();
    for (var part : all(handle)) {
      sites.addAll(part.sites());
      pools.addAll(part.pools());
    }
    return new RoutingTable(version, sites, pools, certificates.apply(handle));
  }

  private static List<EnvironmentTraffic> all(Handle handle) {
    return handle
        .createQuery("SELECT part::text FROM catalog.traffic ORDER BY app, environment")
        .mapTo(String.class)
        .map(Traffic::read)
        .list();
  }
}
