package dev.slipway.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.store.testing.TestingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotationTest {
  @TempDir Path folder;

  private final TestingStore store = TestingStore.fresh(KeyRegister.SCHEMA);
  private final KeyRegister register = new KeyRegister(store.store(), InstantSource.system());

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  /** Values in memory, as a room keeps them in its table. */
  private static final class TestingValues implements SealedValues {
    private final Map<String, Sealed> rows = new TreeMap<>();
    private int diesAfter = Integer.MAX_VALUE;

    static Place place(String row) {
      return Place.of("values", row);
    }

    @Override
    public String what() {
      return "values";
    }

    @Override
    public List<Stored> notUnder(int key, int atMost) {
      var found = new ArrayList<Stored>();
      rows.forEach(
          (row, kept) -> {
            if (kept.key() != key && found.size() < atMost) {
              found.add(new Stored(row, place(row), kept));
            }
          });
      return found;
    }

    @Override
    public boolean replace(Stored stored, Sealed resealed) {
      if (diesAfter-- == 0) {
        throw new IllegalStateException("killed");
      }
      return rows.replace(stored.row(), stored.sealed(), resealed);
    }
  }

  private Path keyFile() {
    return folder.resolve("secrets.key");
  }

  private TestingValues sealed(Seal seal, int count) {
    var values = new TestingValues();
    for (var i = 0; i < count; i++) {
      var row = String.format("%04d", i);
      values.rows.put(row, seal.seal(SecretValue.of("v" + i), TestingValues.place(row)));
    }
    return values;
  }

  @Test
  void sealsEverythingUnderANewKeyAndForgetsTheOld() throws Exception {
    var seal = register.seal(keyFile());
    var oldKey = Files.readString(keyFile());
    var values = sealed(seal, 1_203);
    var outcome = new Rotation(seal, register, List.of(values)).run();
    assertThat(outcome.resealed()).containsEntry("values", 1_203);
    assertThat(seal.keyNumbers()).containsExactly(seal.currentKey());
    assertThat(Files.readString(keyFile())).isNotEqualTo(oldKey);
    var restarted = register.seal(keyFile());
    values.rows.forEach(
        (row, kept) ->
            assertThat(restarted.open(kept, TestingValues.place(row)).reveal())
                .isEqualTo("v" + Integer.parseInt(row)));
  }

  @Test
  void aRotationThatDiesHalfWayIsFinishedByTheNext() {
    var seal = register.seal(keyFile());
    var values = sealed(seal, 10);
    values.diesAfter = 4;
    var rotation = new Rotation(seal, register, List.of(values));
    assertThatThrownBy(rotation::run).hasMessage("killed");
    var restarted = register.seal(keyFile());
    values.rows.forEach((row, kept) -> restarted.open(kept, TestingValues.place(row)));
    values.diesAfter = Integer.MAX_VALUE;
    var outcome = new Rotation(restarted, register, List.of(values)).run();
    assertThat(outcome.finishedAnEarlierOne()).isTrue();
    assertThat(outcome.total()).isEqualTo(6);
    assertThat(restarted.keyNumbers()).hasSize(1);
    values.rows.forEach((row, kept) -> restarted.open(kept, TestingValues.place(row)));
  }

  @Test
  void keepsTheOldKeysWhenAValueDoesNotOpen() {
    var seal = register.seal(keyFile());
    var values = sealed(seal, 3);
    values.rows.put("0001", seal.seal(SecretValue.of("moved"), TestingValues.place("elsewhere")));
    var rotation = new Rotation(seal, register, List.of(values));
    assertThatThrownBy(rotation::run)
        .hasMessageContaining(
            "SLIP-7308 1 of the values can't be opened (values/0001); the old keys are kept");
    assertThat(seal.keyNumbers()).hasSize(2);
  }

  @Test
  void aLostKeyFileIsNotReplacedByANewOne() throws Exception {
    register.seal(keyFile());
    Files.delete(keyFile());
    assertThatThrownBy(() -> register.seal(keyFile())).hasMessageContaining("SLIP-7300");
    assertThat(keyFile()).doesNotExist();
  }

  @Test
  void theKeyFileOfAnotherInstallationIsRefused() throws Exception {
    register.seal(keyFile());
    Files.delete(keyFile());
    Seal.create(keyFile());
    assertThatThrownBy(() -> register.seal(keyFile()))
        .hasMessageContaining("SLIP-7309 " + keyFile() + " lacks 1 of the 1 keys");
  }
}
