package dev.slipway.secrets;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a new key and seals everything again under it, then forgets the old keys. A crash anywhere
 * leaves every value openable; the next run goes on where it stopped instead of making a third key.
 */
public final class Rotation {
  private static final int BATCH = 500;

  private final Seal seal;
  private final KeyRegister register;
  private final List<SealedValues> holders;

  public Rotation(Seal seal, KeyRegister register, List<SealedValues> holders) {
    this.seal = seal;
    this.register = register;
    this.holders = List.copyOf(holders);
  }

  /** What was done: how many values of each kind were sealed again. */
  public record Outcome(Map<String, Integer> resealed, boolean finishedAnEarlierOne) {
    public int total() {
      return resealed.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  public Outcome run() {
    var unfinished = seal.keyNumbers().size() > 1;
    if (!unfinished) {
      seal.addKey();
    }
    register.record(seal.keyNumbers());
    var resealed = new TreeMap<String, Integer>();
    for (var holder : holders) {
      resealed.put(holder.what(), reseal(holder));
    }
    // The register forgets first: a crash here leaves a key too many, never one too few.
    register.record(Set.of(seal.currentKey()));
    seal.removeAllButCurrent();
    return new Outcome(resealed, unfinished);
  }

  private int reseal(SealedValues holder) {
    var key = seal.currentKey();
    var count = 0;
    for (var batch = holder.notUnder(key, BATCH);
        !batch.isEmpty();
        batch = holder.notUnder(key, BATCH)) {
      var broken = new ArrayList<Place>();
      for (var stored : batch) {
        try {
          var value = seal.open(stored.sealed(), stored.place());
          if (holder.replace(stored, seal.seal(value, stored.place()))) {
            count++;
          }
        } catch (ProblemException doesNotOpen) {
          broken.add(stored.place());
        }
      }
      refuseIf(broken, holder);
    }
    return count;
  }

  /** The old keys stay: what does not open today may open with a key file from a backup. */
  private static void refuseIf(List<Place> broken, SealedValues holder) {
    if (!broken.isEmpty()) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-7308",
              broken.size()
                  + " of the "
                  + holder.what()
                  + " can't be opened ("
                  + String.join(", ", broken.stream().limit(5).map(Place::toString).toList())
                  + (broken.size() > 5 ? ", …" : "")
                  + "); the old keys are kept",
              "set these values again, then rotate again: it goes on where it stopped")
          .exception();
    }
  }
}
