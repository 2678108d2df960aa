package dev.slipway.certificates;

import dev.slipway.certificates.testing.PebbleBinaries;
import dev.slipway.certificates.testing.TestingPebble;
import dev.slipway.secrets.KeyRegister;
import dev.slipway.secrets.Seal;
import dev.slipway.store.testing.TestingStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/** A store, a Pebble, a folder as the edge's, and a clock that goes as the test wants. */
final class TestingRoom implements AutoCloseable {
  static final Duration LIFETIME = Duration.ofDays(9);
  private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

  final TestingStore testing = TestingStore.fresh(KeyRegister.SCHEMA, Certificates.SCHEMA);
  final TestingPebble pebble;
  final TestingAnswers answers;
  final Path folder;
  final Seal seal;
  final Map<String, String> wanted = new HashMap<>();
  URI directory;
  Instant now = Instant.now();
  int published;

  /** The certificates that the edge would be told of, when it was told last. */
  List<String> told = List.of();

  TestingRoom() throws IOException {
    var binaries = PebbleBinaries.find();
    Assumptions.assumeTrue(binaries.isPresent(), PebbleBinaries.MISSING);
    folder = Files.createTempDirectory("certificates");
    var command = folder.resolve("zone");
    answers = new TestingAnswers(Optional.of(new DnsCommand(command, Duration.ofSeconds(30))));
    pebble =
        TestingPebble.start(
            binaries.orElseThrow(),
            new TestingPebble.Setting(answers.port(), TestingPebble.freePort(), LIFETIME));
    Files.createSymbolicLink(command, pebble.dnsCommand());
    directory = pebble.directory();
    seal = Seal.create(folder.resolve("seal.key"));
  }

  /** As a control plane that has just started has them. */
  Certificates begun(Way... ways) {
    var authority =
        new Authority(
            directory,
            Optional.of(pebble.roots()),
            Optional.empty(),
            ways.length == 0 ? List.of(Way.HTTP_01) : List.of(ways),
            Optional.empty());
    var begun =
        new Certificates(testing.store(), seal, Optional.of(authority), answers, edge(), () -> now);
    begun.restore();
    return begun;
  }

  Path edge() {
    return folder.resolve("edge");
  }

  void look(Certificates certificates) {
    certificates.look(
        wanted,
        () -> {
          published++;
          told =
              testing.store().read(certificates::installed).stream()
                  .map(one -> read(one.chain()) + read(one.key()))
                  .toList();
        });
    now = now.plusSeconds(5);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new AssertionError("the edge is told of a file that isn't there", e);
    }
  }

  /** Looks until the condition holds. */
  void until(String what, Certificates certificates, BooleanSupplier isSo) {
    var end = System.nanoTime() + LIMIT_NANOS;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(what + ": " + certificates.standings() + "\n" + pebble.log());
      }
      look(certificates);
      LockSupport.parkNanos(20_000_000);
    }
  }

  boolean isServed(Certificates certificates, String host) {
    return certificates.standing(host).filter(one -> one.served() && !one.ordering()).isPresent();
  }

  @Override
  public void close() throws Exception {
    pebble.close();
    answers.close();
    testing.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
