package dev.slipway.watch.probe;

import dev.slipway.watch.Watched;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** One sort of probes of one environment, asked when a test says so. */
public final class TestingProbes {
  private final Probes probes;

  public TestingProbes(Probe probe, Supplier<Watched> place, ProbeDays days, InstantSource clock) {
    this.probes = new Probes(List.of(probe), () -> List.of(place.get()), days, clock);
  }

  public Probes all() {
    return probes;
  }

  public void look() {
    probes.look();
  }
}
