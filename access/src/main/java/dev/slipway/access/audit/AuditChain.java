package dev.slipway.access.audit;

import dev.slipway.access.audit.AuditVerdict.Broken;
import dev.slipway.access.audit.AuditVerdict.Intact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a chain entry by entry and remembers the first broken link. It needs nothing but the
 * entries, so an auditor can follow an export without the store.
 */
public final class AuditChain {
  private final AuditHead base;
  private final Map<Long, Set<Digest>> anchors = new HashMap<>();
  private AuditHead newest;
  private Optional<AuditHead> prunedTo = Optional.empty();
  private Optional<Broken> broken = Optional.empty();

  /**
   * @param base the entry before the first one that is left
   * @param anchors heads that were kept elsewhere and must still be in the chain
   */
  public AuditChain(AuditHead base, List<AuditHead> anchors) {
    this.base = base;
    this.newest = base;
    for (var anchor : anchors) {
      this.anchors.computeIfAbsent(anchor.number(), number -> new HashSet<>()).add(anchor.hash());
    }
  }

  public void follow(AuditEntry entry) {
    if (broken.isPresent()) {
      return;
    }
    broken = flaw(entry);
    newest = entry.asHead();
    if (entry.event().action().equals(AuditRetention.ACTION)) {
      prunedTo = AuditRetention.baseOf(entry).or(() -> prunedTo);
    }
  }

  private Optional<Broken> flaw(AuditEntry entry) {
    var expected = newest.number() + 1;
    if (entry.number() != expected) {
      return broken(expected, "is missing: entry " + entry.number() + " follows " + (expected - 1));
    }
    if (!entry.link().previous().equals(newest.hash())) {
      return broken(expected, "does not continue the entry before it");
    }
    if (!entry.link().hash().equals(entry.computedHash())) {
      return broken(expected, "was changed: its content no longer gives its hash");
    }
    var kept = anchors.getOrDefault(entry.number(), Set.of());
    if (!kept.stream().allMatch(entry.link().hash()::equals)) {
      return broken(expected, "is not the one whose head was kept elsewhere");
    }
    return Optional.empty();
  }

  /** The verdict once the last entry was followed. */
  public AuditVerdict verdict() {
    if (broken.isPresent()) {
      return broken.get();
    }
    if (!prunedTo.orElse(AuditHead.EMPTY).equals(base)) {
      return new Broken(
          base.number(), "the entries up to here were removed, but not by the retention rule");
    }
    var lost = new ArrayList<>(anchors.keySet());
    lost.removeIf(number -> number <= newest.number());
    if (!lost.isEmpty()) {
      lost.sort(null);
      return new Broken(
          newest.number() + 1,
          "entry "
              + (newest.number() + 1)
              + " is missing: the log ends at entry "
              + newest.number()
              + ", but a head kept elsewhere shows that there was an entry "
              + lost.getLast());
    }
    return new Intact(newest.number() - base.number(), newest);
  }

  private static Optional<Broken> broken(long number, String fact) {
    return Optional.of(new Broken(number, "entry " + number + " " + fact));
  }
}
