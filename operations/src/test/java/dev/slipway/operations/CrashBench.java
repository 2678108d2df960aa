package dev.slipway.operations;

import dev.slipway.operations.Simulation.Fate;
import dev.slipway.postmaster.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** The full number of deaths; see {@code bench/crash --help}. */
public final class CrashBench {
  private static final int TOLD_EACH = 50;

  private CrashBench() {}

  public static void main(String[] arguments) throws Exception {
    var asked = BenchArguments.of(arguments);
    var folder = Files.createTempDirectory("slipway-crash");
    var figures = run(asked, folder);
    Trees.delete(folder);
    asked.tell(figures.named());
    if (figures.lost + figures.twice + figures.stuck > 0) {
      System.exit(1);
    }
  }

  private static CrashSite.Figures run(BenchArguments asked, Path folder) throws Exception {
    try (var site = new CrashSite(folder)) {
      say("every record of a real process");
      for (var fails : new boolean[] {false, true}) {
        atEveryRecord(site, fails, asked.quick() ? 9 : 1);
      }
      say("random instants");
      var kills = asked.quick() ? 6 : 1_000;
      var chance = new Random(42);
      for (var done = 0; done < kills; done += TOLD_EACH) {
        Crashes.atRandom(site, Math.min(TOLD_EACH, kills - done), chance);
        say("  " + Math.min(kills, done + TOLD_EACH) + " of " + kills + ": " + site.settle());
      }
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
      return figures;
    }
  }

  /** Of a run that succeeds, and of one that is undone: until there is no such record. */
  private static void atEveryRecord(CrashSite site, boolean fails, int stride) throws Exception {
    var record = 0;
    while (Crashes.atRecord(site, fails, record, "before")
        && Crashes.atRecord(site, fails, record, "after")) {
      site.settle();
      record += stride;
    }
    System.out.println("  " + record + (fails ? " and back" : " forward"));
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
