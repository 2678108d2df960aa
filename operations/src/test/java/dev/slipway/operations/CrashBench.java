package dev.slipway.operations;

import dev.slipway.operations.Simulation.Fate;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;

/** The full number of deaths; see {@code bench/crash --help}. */
public final class CrashBench {
  private CrashBench() {}

  public static void main(String[] arguments) throws Exception {
    var asked = BenchArguments.of(arguments);
    var folder = Files.createTempDirectory("slipway-crash");
    try (var site = new CrashSite(folder)) {
      say("every record of a real process");
      // Two records more than a calm run of twelve steps with its undo makes.
      for (var record = 0; record < (asked.quick() ? 4 : 28); record += asked.quick() ? 3 : 1) {
        Crashes.atRecord(site, record, record % 4 < 2 ? "before" : "after");
        site.settle();
      }
      say("random instants");
      Crashes.atRandom(site, asked.quick() ? 6 : 1_000, new Random(42));
      say("the store killed");
      Crashes.ofTheStore(site, asked.quick() ? 1 : 20);
      if (!asked.quick()) {
        say("a worker that slept, a network that was cut for 30 s");
        Crashes.ofTheMind(site);
        Crashes.ofTheNetwork(site, Duration.ofSeconds(30));
      }
      var figures = site.settle();
      if (!asked.quick()) {
        say("1,000 simulated histories");
        simulate(figures);
      }
      asked.tell(figures.named());
      if (figures.lost + figures.twice + figures.stuck > 0) {
        System.exit(1);
      }
    }
  }

  private static void simulate(CrashSite.Figures figures) throws Exception {
    for (var fate : Fate.values()) {
      try (var simulation = new Simulation(fate)) {
        for (var seed = 0; seed < 334; seed++) {
          var outcome = simulation.chance(seed);
          figures.lost += outcome.mistakes().size();
          figures.stuck += outcome.state().hasEnded() ? 0 : 1;
        }
      }
    }
  }

  private static void say(String what) {
    System.out.println("… " + what);
  }
}
