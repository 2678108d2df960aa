package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.store.testing.TestingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StoreTest {
  private static final StoreSchema FIRST =
      StoreSchema.of("things", StoreTest.class, "001_things.sql");
  private static final StoreSchema SECOND =
      StoreSchema.of("things", StoreTest.class, "001_things.sql", "002_colours.sql");
  private static final StoreSchema BROKEN =
      StoreSchema.of(
          "things", StoreTest.class, "001_things.sql", "002_colours.sql", "003_broken.sql");

  private final TestingStore testing = TestingStore.fresh(FIRST);

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  @Test
  void keepsWhatWasCommittedAcrossANewVersion() {
    testing
        .store()
        .transact(handle -> handle.execute("INSERT INTO things.thing (name) VALUES ('boat')"));
    try (var newer = Store.open(testing.address(), List.of(SECOND), 2)) {
      String colour =
          newer.read(
              handle ->
                  handle.createQuery("SELECT colour FROM things.thing").mapTo(String.class).one());
      assertThat(colour).isEqualTo("blue");
    }
  }

  @Test
  void keepsNothingOfATransactionThatFails() {
    assertThatThrownBy(
            () ->
                testing
                    .store()
                    .transact(
                        handle -> {
                          handle.execute("INSERT INTO things.thing (name) VALUES ('boat')");
                          throw new IllegalStateException("half way");
                        }))
        .hasMessage("half way");
    assertThat(count(testing.store())).isZero();
  }

  @Test
  void refusesTheStoreOfANewerVersion() {
    Store.open(testing.address(), List.of(SECOND), 2).close();
    assertThatThrownBy(() -> Store.open(testing.address(), List.of(FIRST), 2))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("things is at 2, this version knows 1");
  }

  @Test
  void appliesNothingOfAVersionThatFails() {
    assertThatThrownBy(() -> Store.open(testing.address(), List.of(BROKEN), 2))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("nothing was changed");
    Store.open(testing.address(), List.of(FIRST), 2).close();
  }

  @Test
  void manyServersThatStartAtOnceApplyOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts = new ArrayList<Callable<Long>>();
      for (var i = 0; i < 6; i++) {
        starts.add(
            () -> {
              try (var store = Store.open(testing.address(), List.of(SECOND), 2)) {
                return count(store);
              }
            });
      }
      for (var start : threads.invokeAll(starts)) {
        assertThat(start.get()).isZero();
      }
    }
  }

  @Test
  void readsAddressesAndHidesThePassword() {
    var address =
        StoreAddress.parse("postgres://me:p%40ss@db.example:6432/slipway?sslmode=require");
    assertThat(address.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example:6432/slipway?sslmode=require");
    assertThat(address.password()).isEqualTo("p@ss");
    assertThat(address.toString()).doesNotContain("p@ss");
    assertThatThrownBy(() -> StoreAddress.parse("mysql://me:hidden@host/db"))
        .hasMessageContaining("SLIP-2001")
        .hasMessageNotContaining("hidden");
  }

  private static long count(Store store) {
    return store.read(
        handle -> handle.createQuery("SELECT count(*) FROM things.thing").mapTo(Long.class).one());
  }
}
