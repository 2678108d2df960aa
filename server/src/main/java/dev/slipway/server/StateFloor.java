package dev.slipway.server;

import dev.slipway.access.Access;
import dev.slipway.access.AccessSchema;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.api.Repeats;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Builds;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.KeptReleases;
import dev.slipway.catalog.Promotions;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.certificates.Certificates;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.notice.Outbox;
import dev.slipway.operations.Operations;
import dev.slipway.secrets.KeyRegister;
import dev.slipway.secrets.Seal;
import dev.slipway.secrets.references.ConnectedStores;
import dev.slipway.secrets.references.OutsideStores;
import dev.slipway.store.Store;
import dev.slipway.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Our own state: the store, and what is read from it. */
final class StateFloor {
  private static final System.Logger LOG = System.getLogger(StateFloor.class.getName());

  final InstantSource clock;
  final Instant startedAt;
  final StoreSource source;
  final Store store;
  final Seal seal;
  final Access access;
  final OutsideStores outside;
  final Records records;

  StateFloor(
      Kept kept,
      Premises premises,
      Options options,
      Map<String, String> environment,
      InstantSource clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
    this.source =
        kept.keep(
            options.store == null
                ? StoreSource.embedded(
                    StoreSource.binaries(environment),
                    premises.yard(),
                    premises.directory().storePassword())
                : StoreSource.external(options.store));
    var schemas =
        List.of(
            KeyRegister.SCHEMA,
            AccessSchema.SCHEMA,
            Operations.SCHEMA,
            Catalog.SCHEMA,
            Variables.SCHEMA,
            Outbox.SCHEMA,
            Repeats.SCHEMA,
            Certificates.SCHEMA,
            WatchState.SCHEMA);
    this.store = kept.keep(Store.open(source::address, schemas));
    var took = Duration.between(startedAt, clock.instant());
    LOG.log(
        System.Logger.Level.INFO,
        "store: " + source.describe() + ", ready after " + took.toMillis() + " ms");
    this.seal = new KeyRegister(store, clock).seal(premises.directory().secretsKey());
    this.outside = ConnectedStores.of(environment);
    this.access = new Access(store, clock, new AccessSeal(seal), SessionLimits.DEFAULT);
    kept.keep(Sweep.of(access));
    this.records =
        new Records(
            new Apps(store, clock),
            new Builds(store),
            new Deployments(store, clock),
            new Promotions(store),
            new KeptReleases(store, clock),
            new Variables(store, seal, clock));
  }
}
