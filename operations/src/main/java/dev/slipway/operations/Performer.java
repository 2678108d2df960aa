package dev.slipway.operations;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Runs a step's own code. The simulation runs it on its one thread. */
interface Performer {
  <T> Ending<T> perform(Callable<T> code, Duration limit, StopSwitch stop);
}
