package dev.slipway.certificates;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the certificate of a name.
 *
 * @param origin {@code acme} or {@code own}; empty: there is none
 * @param ends of the one that is served
 * @param served whether the edge serves it
 * @param ordering one is on its way
 */
public record Standing(
    String host,
    String origin,
    Optional<Instant> ends,
    boolean served,
    boolean ordering,
    Trouble trouble) {
  /** What is wrong, if anything is: {@code fact} is empty then. */
  public record Trouble(String fact, String hint, Optional<Instant> nextTry) {
    static final Trouble NONE = new Trouble("", "", Optional.empty());

    public boolean isThere() {
      return !fact.isEmpty();
    }
  }
}
