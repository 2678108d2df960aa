package dev.slipway.postgres.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.repository.ObjectStore;
import dev.slipway.postgres.testing.BadLine;
import dev.slipway.postgres.testing.BadLine.Fault;
import dev.slipway.postgres.testing.TestingS3;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a server that checks signatures, over lines that fail in every way. */
class S3StoreTest {
  private static TestingS3 s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = TestingS3.start();
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int length, int seed) {
    var content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }

  @Test
  void keepsReplacesListsAndDeletes() throws IOException {
    var store = s3.store("keeps/ledger@production");
    store.put("packs/ab/one", bytes("first"));
    store.put("packs/ab/one", bytes("second and more"), 6);
    store.put("packs/zz two+%ü", bytes("odd"));
    store.put("wal/1", bytes(""));

    assertThat(store.get("packs/ab/one")).contains(bytes("second"));
    assertThat(store.get("packs/zz two+%ü")).contains(bytes("odd"));
    assertThat(store.get("wal/1")).contains(new byte[0]);
    assertThat(store.get("nothing")).isEmpty();
    assertThat(store.list("packs/").stream().map(ObjectStore.Entry::name))
        .containsExactly("packs/ab/one", "packs/zz two+%ü");
    assertThat(store.list("packs/").getFirst().size()).isEqualTo(6);
    assertThat(store.list("elsewhere/")).isEmpty();

    store.delete("packs/ab/one");
    store.delete("packs/ab/one");
    assertThat(store.get("packs/ab/one")).isEmpty();
    assertThat(store).hasToString("s3://backups/keeps/ledger@production");
  }

  @Test
  void readsRangesAndTellsWhatIsTooShort() throws IOException {
    var store = s3.store("ranges");
    store.put("ten", bytes("0123456789"));

    assertThat(store.range("ten", 3, 4)).isEqualTo(bytes("3456"));
    assertThat(store.range("ten", 10, 0)).isEmpty();
    assertThatThrownBy(() -> store.range("ten", 8, 4))
        .isInstanceOf(EOFException.class)
        .hasMessage("ten: ends at 10, before 12");
    assertThatThrownBy(() -> store.range("ten", 20, 4)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> store.range("missing", 0, 4)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void onlyOneTakesAName() throws IOException {
    var store = s3.store("names");
    assertThat(store.putIfAbsent("lock", bytes("mine"))).isTrue();
    assertThat(store.putIfAbsent("lock", bytes("yours"))).isFalse();
    assertThat(store.get("lock")).contains(bytes("mine"));
  }

  @Test
  void listsMoreThanOnePage() throws IOException {
    var store = s3.store("pages");
    for (var i = 0; i < 1_003; i++) {
      store.put(String.format("many/%04d", i), bytes("x"));
    }
    assertThat(store.list("many/")).hasSize(1_003);
    assertThat(store.list("many/").getLast().name()).isEqualTo("many/1002");
  }

  @Test
  void aRefusalIsToldAtOnceAndByName() {
    var login = S3Login.of("testing-key", "wrong");
    var wrong = TestingS3.store(TestingS3.place(s3.port(), "x"), login);
    assertThatThrownBy(() -> wrong.put("packs/one", bytes("x")))
        .hasMessageContaining("PUT s3://backups/x/packs/one: 403")
        .hasMessageContaining("SignatureDoesNotMatch");

    var place = TestingS3.place(s3.port(), "");
    var elsewhere = new S3Place(place.endpoint(), place.region(), "no-such-bucket", "");
    var missing = TestingS3.store(elsewhere, S3Login.of("testing-key", "testing-secret"));
    assertThatThrownBy(() -> missing.get("lock")).hasMessageContaining("NoSuchBucket");
    assertThatThrownBy(() -> missing.list("packs/")).hasMessageContaining("NoSuchBucket");
  }

  /** No connection lasts; whatever arrives is what was sent. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void livesThroughABadLine(Fault fault) throws IOException {
    try (var line = BadLine.to(s3.port(), 300_000, fault, Fault.ANSWER_CUT)) {
      var store = s3.store(line.port(), "bad-" + fault);
      for (var i = 0; i < 6; i++) {
        var content = random(200_000, i);
        store.put("packs/" + i, content);
        assertThat(store.get("packs/" + i)).contains(content);
        assertThat(store.range("packs/" + i, 1_000, 150_000))
            .isEqualTo(java.util.Arrays.copyOfRange(content, 1_000, 151_000));
      }
      assertThat(s3.store("bad-" + fault).list("packs/")).hasSize(6);
      assertThat(line.faults()).isPositive();
    }
  }

  /** The answer to the first attempt is lost: the second must not take its own for another's. */
  @Test
  void aNameThatWasTakenByALostAttemptIsOurs() throws IOException {
    try (var line = BadLine.to(s3.port(), 0, Fault.ANSWER_CUT, Fault.NONE)) {
      var store = s3.store(line.port(), "lost");
      assertThat(store.putIfAbsent("lock", bytes("mine"))).isTrue();
      assertThat(line.connections()).isEqualTo(2);
      assertThat(store.putIfAbsent("lock", bytes("yours"))).isFalse();
    }
  }

  @Test
  void givesUpInTheEndAndSaysOnWhat() throws IOException {
    try (var line = BadLine.to(s3.port(), 10, Fault.ANSWER_STALLS)) {
      var patience =
          new Patience(
              Duration.ofMillis(300),
              Patience.USUAL.slowest(),
              2,
              Duration.ofMillis(5),
              Duration.ofMillis(5));
      var store =
          new S3Store(
              TestingS3.place(line.port(), "gone"),
              S3Login.of("testing-key", "testing-secret"),
              patience,
              java.time.InstantSource.system());
      assertThatThrownBy(() -> store.get("wal/1"))
          .hasMessageStartingWith("GET s3://backups/gone/wal/1: no answer within");
    }
  }
}
