package dev.slipway.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is outside and survives every crash: things that steps make and undos take away. It refuses
 * a fencing number lower than one it has seen, as anything does that must not be changed by a
 * worker who was cut off.
 */
final class World {
  private final Set<String> things = new HashSet<>();
  private final Map<String, Integer> made = new HashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final Set<String> firsts = new HashSet<>();
  private long highestFence;

  boolean has(String thing) {
    return things.contains(thing);
  }

  void make(long fence, String thing) {
    check(fence);
    things.add(thing);
    made.merge(thing, 1, Integer::sum);
  }

  void take(long fence, String thing) {
    check(fence);
    if (things.remove(thing)) {
      taken.merge(thing, 1, Integer::sum);
    }
  }

  private void check(long fence) {
    if (fence < highestFence) {
      throw new IllegalStateException("fence " + fence + " is past: " + highestFence);
    }
    highestFence = fence;
  }

  /** True once: for what fails the first time. */
  boolean first(String what) {
    return firsts.add(what);
  }

  /** What is wrong after an operation has ended; the thing was to be there, or to be gone. */
  List<String> mistakes(List<String> wanted, boolean there) {
    var mistakes = new ArrayList<String>();
    for (var thing : wanted) {
      var times = made.getOrDefault(thing, 0);
      if (times > 1) {
        mistakes.add(thing + " was made " + times + " times");
      }
      if (there && times != 1) {
        mistakes.add(thing + " was lost");
      }
      if (!there && (has(thing) || taken.getOrDefault(thing, 0) != times)) {
        mistakes.add(thing + " was not undone");
      }
    }
    return mistakes;
  }
}
