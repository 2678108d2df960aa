package dev.slipway.certificates;

import java.util.Set;

/** Where answers are put for an authority to find. Both ways may be called again and again. */
public interface Answers {
  /** The ways that are open here. */
  Set<Way> ways();

  void put(Answer answer);

  void withdraw(Answer answer);
}
